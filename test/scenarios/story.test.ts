import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { STORIES } from '#practice/seed/deals/all'
import type { ProvisioningPreview } from '#shared/contract/provisioning'
import { findingCodes, type FindingCode } from '#shared/domain/finding'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'

/* Every deal of the practice story, through the shipped adapters and the core, to what a person would see. */

const isCode = (text: string): text is FindingCode => (findingCodes as readonly string[]).includes(text)

let opened: OpenCompanion
const ids = new Map<string, string>()

beforeAll(async () => {
  opened = await openCompanion()
  for (const { Id, Name } of await opened.practice.query('SELECT Id, Name FROM Opportunity')) {
    ids.set(String(Name), String(Id))
  }
  await drain(await opened.companion.opportunities.sync({ full: true }))
})
afterAll(() => opened.close())

const look = (name: string): Promise<ProvisioningPreview> =>
  opened.companion.provisioning.preview({ opportunityId: ids.get(name) ?? '', edits: { subscriptions: {} } })

const stories = STORIES.map((story) => ({ ...story, title: `${story.key}: ${story.shows.join(', ')}` }))

describe('each story shows what it is there to show', () => {
  it.each(stories)('$title', async ({ name, shows }) => {
    const { findings, state, steps, draft } = await look(name)
    const codes = findings.map(({ code }) => code)
    // A story shows its findings and no other, so that a person learns from it what each one means.
    expect(new Set<string>(codes)).toEqual(new Set(shows.filter((shown) => isCode(shown))))
    if (shows.some((shown) => shown.startsWith('ready:'))) {
      expect(state).toBe('ready')
      expect(draft?.subscriptions.length).toBeGreaterThan(0)
      expect(steps.some(({ step }) => step.kind === 'provision-subscription')).toBe(true)
    }
    if (shows.includes('live')) expect(state).toBe('live')
  })

  it('gives the list the same state that opening the deal gives', async () => {
    const { rows } = await opened.companion.opportunities.list({ limit: 500 })
    const states = new Map(rows.map(({ name, state }) => [name, state]))
    const live = await Promise.all(
      stories.filter(({ name }) => states.has(name)).map(async ({ name }) => [name, (await look(name)).state] as const),
    )
    const needsLiveLook = live.filter(([name, state]) => state === 'blocked' && states.get(name) === 'ready')
    const others = live.filter(
      ([name, state]) => state !== states.get(name) && !needsLiveLook.some(([n]) => n === name),
    )
    expect(others).toEqual([])
  })
})
