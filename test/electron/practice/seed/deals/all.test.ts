import { call } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCore, type Core } from '#core/create-core'
import { memoryVault } from '#hosts/composition/memory-vault'
import { openPorts, type OpenPorts } from '#hosts/composition/open-ports'
import { createContext } from '#practice/seed/context'
import { STORIES } from '#practice/seed/deals/all'
import { findingCodes } from '#shared/domain/finding'

const context = createContext({ seed: 7, anchor: '2026-01-01T00:00:00Z', stiggAppUrl: '' })
const codes: ReadonlySet<string> = new Set(findingCodes)

/** Shown once a person has chosen something, or by states that findings do not tell. */
const SHOWN_OTHERWISE = new Set(['billing.no-payment-method', 'superseded', 'drifted', 'CPQ amendment of seats alone'])
const told = STORIES.filter(({ shows }) => !shows.some((one) => SHOWN_OTHERWISE.has(one)))

let folder: string
let opened: OpenPorts
let core: Core

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stories-'))
  const quiet = () => undefined
  const ports = await openPorts({
    host: 'browser',
    version: '0.0.0',
    dataDir: folder,
    log: { info: quiet, warn: quiet, error: quiet },
    vault: memoryVault(),
    openFile: () => new Map(),
    practice: { apart: null, seed: 7, opportunities: null },
  })
  if (!ports.ok) throw new Error(ports.failure.message)
  opened = ports.value
  core = createCore(opened.ports)
})
afterAll(async () => {
  core.close()
  await opened.close()
  rmSync(folder, { recursive: true })
})

describe('each story', () => {
  it.each(told.map((story) => [story.name, story] as const))(
    'leads to its findings and to no other: %s',
    async (_, story) => {
      const opportunityId = context.id('Opportunity', story.key)
      const preview = await call(core.router.provisioning.preview, { opportunityId, edits: {} })
      const found = preview.findings.map(({ code }) => code).filter((code) => code !== 'link.no-integration')
      expect(new Set<string>(found)).toEqual(new Set(story.shows.filter((one) => codes.has(one))))
    },
  )
})
