import { createRouterClient } from '@orpc/server'

import { openWorkspace } from '#hosts/composition/open-workspace'
import type { ProfileSummary } from '#shared/contract/profiles'
import { silentLog } from '#test/fakes/small-ports'

import { openOwnFile, openSealed } from './file-stores.ts'
import { readAll, say, type Given } from './life.ts'
import { keepRun, numberOf, profileStores, slots, type Companions, type Slot } from './profile-stores.ts'

/*
 * Profiles are made, given their key, switched and removed, through the contract of the shipped workspace: what a kill has
 * left of one is all of it or nothing.
 */

type Write = readonly [string, number]

/** Say what an act writes before it, and after it that it is done. */
async function act(writes: readonly Write[], does: () => unknown): Promise<void> {
  for (const [id, n] of writes) say({ will: [id, n] })
  await does()
  for (const [id, n] of writes) say({ did: [id, n] })
}

async function make(slot: Slot, { practice, next }: Given, companion: Companions): Promise<void> {
  const n = next()
  const { salesforce, stigg } = practice
  await act(
    [
      [`profiles/${slot}`, n],
      ['profiles/current', n],
    ],
    () =>
      companion().profiles.create({
        name: `${slot} ${n}`,
        salesforce: { loginUrl: salesforce.loginUrl, clientId: salesforce.clientId, redirectPorts: [7717] },
        // Kept as it is given: the name and the connection are of one writing.
        stigg: {
          baseUrl: new URL(stigg.baseUrl).origin,
          graphqlUrl: stigg.graphqlUrl,
          appUrl: `https://app.example/${n}`,
        },
      }),
  )
}

/** The key of the profile that is open, as it is typed: looked up first, and sealed once that was confirmed. */
async function giveKey(slot: Slot, profile: ProfileSummary, { practice }: Given, companion: Companions): Promise<void> {
  const key = practice.stigg.apiKey
  const { environment } = await companion().profiles.setStiggKey({ key, confirm: null })
  await act([[`keys/${slot}`, numberOf(profile)]], () =>
    companion().profiles.setStiggKey({ key, confirm: { environmentId: environment.id, name: null } }),
  )
}

async function remove(slot: Slot, profile: ProfileSummary, isOpen: boolean, companion: Companions): Promise<void> {
  const { id, name } = profile
  const writes: Write[] = [
    [`profiles/${slot}`, 0],
    [`keys/${slot}`, 0],
    ...(isOpen ? [['profiles/current', 0] as const] : []),
  ]
  const journal = slot === 'kept' ? 'keep' : 'delete'
  await act(writes, () => companion().profiles.remove({ id, typed: name, journal }))
}

const open = (id: string, n: number, companion: Companions): Promise<void> =>
  act([['profiles/current', n]], () => companion().profiles.open({ id, stopRuns: true }))

/** One thing that a person does to the profile of a slot. */
async function doSomething(given: Given, companion: Companions): Promise<void> {
  const slot = given.among(slots) ?? 'kept'
  const { current, profiles } = await companion().profiles.list()
  const profile = profiles.find(({ name }) => name.startsWith(`${slot} `))
  if (profile === undefined) return make(slot, given, companion)
  const isOpen = profile.id === current
  if (slot === 'kept' && given.random() < 0.3) {
    const n = given.next()
    return act([['journals/kept', n]], () => keepRun(given.dataDir, profile.id, n))
  }
  if (given.random() < 0.4) return remove(slot, profile, isOpen, companion)
  if (!isOpen) return open(profile.id, numberOf(profile), companion)
  return profile.environmentId === null ? giveKey(slot, profile, given, companion) : open('practice', 0, companion)
}

export async function live(given: Given): Promise<void> {
  const { dataDir, practice } = given
  const workspace = await openWorkspace({
    host: 'electron',
    version: 'crash',
    dataDir,
    log: silentLog,
    openVault: openSealed,
    openFile: openOwnFile,
    practice: { apart: practice, opportunities: null, seed: null, isChosen: true },
  })
  if (!workspace.ok) throw new Error(workspace.failure.message)
  const companion: Companions = () => createRouterClient(workspace.value.core().router)
  const { keptAside } = await companion().workspace.status()
  say({ opened: { aside: keptAside, found: await readAll(profileStores(given, companion), dataDir) } })
  for (;;) await doSomething(given, companion)
}
