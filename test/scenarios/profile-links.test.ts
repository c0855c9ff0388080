import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { WorkspaceEvent } from '#shared/contract/workspace'
import { formatDeepLink } from '#shared/domain/deep-link'
import { opportunityId } from '#test/builders'
import { failureOf } from '#test/harness/failure-of'
import { openCompanionIn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { signInTo } from '#test/harness/sign-in-to'

/* Two profiles of one org and two environments: what belongs to the one is not followed in the other, nor does it travel. */

let practice: PracticeProcess
let opened: OpenCompanion
let dataDir: string
let first: string
let second: string
let orgId: string
const environments: Record<string, string> = {}

const profiles = () => opened.current().profiles

async function aProfile(name: string, of: PracticeProcess = practice): Promise<string> {
  const { id } = await profiles().create({ name, ...of.targets })
  await signInTo(opened.current(), of)
  const key = of.stigg.apiKey
  const { environment } = await profiles().setStiggKey({ key, confirm: null })
  await profiles().setStiggKey({ key, confirm: { environmentId: environment.id, name } })
  await profiles().finish()
  environments[id] = environment.id
  return id
}

const linkTo = (environmentId: string): string => formatDeepLink({ kind: 'customer', id: 'acme', orgId, environmentId })

/** The first event about a link that a window is told. */
async function linkEvent(act: () => void): Promise<WorkspaceEvent> {
  const stream = await opened.current().workspace.watch()
  act()
  for (;;) {
    const { done, value } = await stream.next()
    if (done) throw new Error('The stream ended')
    if (value.type.startsWith('link.')) return value
  }
}

beforeAll(async () => {
  practice = await startPracticeProcess()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-profile-links-'))
  opened = await openCompanionIn(dataDir, practice, {})
  first = await aProfile('Northwind')
  // A key that may not ask for its environment's ID: another environment, as far as anybody can tell.
  await practice.stigg.addFault({
    match: { path: '/graphql', bodyIncludes: 'nvironment' },
    fault: 'AccessDeniedError',
    times: null,
  })
  second = await aProfile('Northwind production')
  orgId = (await profiles().connection())?.org?.id ?? ''
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a link of another profile', () => {
  it('tells which one it is of, and switches nothing by itself', async () => {
    const link = linkTo(environments[first] ?? '')
    const event = await linkEvent(() => void opened.currentCore().openLink(link))
    expect(event).toEqual({ type: 'link.elsewhere', link, profile: { id: first, name: 'Northwind' } })
    expect((await profiles().list()).current).toBe(second)
  })

  it('that is pasted names the profile too', async () => {
    const link = linkTo(environments[first] ?? '')
    expect(await failureOf(opened.current().links.search({ text: link, reach: 'here' }))).toMatchObject({
      code: 'link.other-profile',
      facts: { profileId: first, profile: 'Northwind', link },
    })
  })

  it('is followed in that profile once it is opened with it', async () => {
    await profiles().open({ id: first, stopRuns: false, link: linkTo(environments[first] ?? '') })
    expect(await linkEvent(() => undefined)).toEqual({ type: 'link.opened', path: '/customers/acme' })
    expect((await profiles().list()).current).toBe(first)
  })

  it('is asked about on a cold start, before anybody has signed in, by the first window', async () => {
    await opened.close()
    opened = await openCompanionIn(dataDir, practice, {})
    const link = linkTo(environments[second] ?? '')
    await opened.currentCore().openLink(link)
    expect(await linkEvent(() => undefined)).toEqual({
      type: 'link.elsewhere',
      link,
      profile: { id: second, name: 'Northwind production' },
    })
  })

  it('of an environment that no profile has leads nowhere, and says so', async () => {
    const link = linkTo('env-of-nobody')
    expect(await linkEvent(() => void opened.currentCore().openLink(link))).toEqual({
      type: 'link.elsewhere',
      link,
      profile: null,
    })
  })
})

describe('an address that is pasted', () => {
  /* Another org and another environment, as another practice process has them. */
  let away: PracticeProcess
  let third: string
  let slug: string
  const search = (text: string) => opened.current().links.search({ text, reach: 'here' })

  beforeAll(async () => {
    away = await startPracticeProcess()
    await practice.stigg.clearFaults()
    third = await aProfile('Globex', away)
    slug = (await profiles().connection())?.environment?.slug ?? ''
    await profiles().open({ id: first, stopRuns: false })
    await signInTo(opened.current(), practice)
  })
  afterAll(() => away.child.stop())

  it('of a record in another profile’s org names that profile, and leads to the record there', async () => {
    const address = `${away.salesforce.url}/lightning/r/Opportunity/${opportunityId}/view`
    const failure = await failureOf(search(address))
    const link = formatDeepLink({
      kind: 'opportunity',
      id: opportunityId,
      orgId,
      environmentId: environments[third] ?? '',
    })
    expect(failure).toMatchObject({
      code: 'link.other-profile',
      facts: { profileId: third, profile: 'Globex', link },
    })
    expect(await failureOf(opened.current().links.resolve({ text: address }))).toEqual(failure)
    expect((await profiles().list()).current).toBe(first)
  })

  it('of a customer in another profile’s environment is followed there once that profile is opened with it', async () => {
    const address = `${away.targets.stigg.appUrl}/${slug}/customers/acme`
    const { code, facts } = await failureOf(search(address))
    expect([code, facts['profileId']]).toEqual(['link.other-profile', third])
    await profiles().open({ id: third, stopRuns: false, link: facts['link'] ?? '' })
    expect(await linkEvent(() => undefined)).toEqual({ type: 'link.opened', path: '/customers/acme' })
    await profiles().open({ id: first, stopRuns: false })
    await opened.current().workspace.reconnect()
  })

  it('of this profile’s own org stays here, though another profile has that org too', async () => {
    const { found } = await search(`${practice.salesforce.url}/lightning/r/Opportunity/${opportunityId}/view`)
    expect(found.map(({ kind, id }) => [kind, id])).toEqual([['opportunity', opportunityId]])
  })

  it('of an org or an environment that no profile has is told as before', async () => {
    const [org, environment] = await Promise.all([
      failureOf(search(`https://initech.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`)),
      failureOf(search('https://app.stigg.io/initech/customers/acme')),
    ])
    expect([org.code, org.facts]).toEqual(['link.other-profile', { org: 'initech.lightning.force.com' }])
    expect([environment.code, environment.facts]).toEqual(['link.other-profile', { environment: 'initech' }])
  })
})

describe('a file of settings', () => {
  it('carries the rules alone: no access, no kind, no connection, no secret', async () => {
    const { text } = await opened.current().settings.exportFile()
    const file = z.record(z.string(), z.unknown()).parse(JSON.parse(text))
    expect(Object.keys(file)).toEqual(['kind', 'version', 'rules'])
    const { salesforce, stigg } = practice.targets
    const own = [salesforce.loginUrl, salesforce.clientId, stigg.baseUrl, orgId, environments[first], practice.username]
    for (const secret of [...own, practice.stigg.apiKey]) expect(text).not.toContain(secret)
  })

  it('that would bring any of it is not taken, and one that is taken leaves the access level as it is', async () => {
    const settings = opened.current().settings
    await profiles().setAccess({ access: 'read-only', typed: '' })
    const { text } = await settings.exportFile()
    const file = z.record(z.string(), z.unknown()).parse(JSON.parse(text))
    for (const more of [{ access: 'confirm' }, { profile: { access: 'confirm' } }, { connection: practice.targets }]) {
      const failure = await failureOf(settings.readFile({ text: JSON.stringify({ ...file, ...more }) }))
      expect(failure.code).toMatch(/^settings\.not-/)
    }
    const { rules } = await settings.readFile({ text })
    await settings.saveRules({ rules })
    expect((await opened.current().workspace.status()).profile.access).toBe('read-only')
  })
})
