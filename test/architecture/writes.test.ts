import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/* Every write to either service goes through the write gateway: nothing else gets hold of what could write. */

const root = path.join(import.meta.dirname, '../..')
const rooms = ['electron/core', 'electron/adapters', 'electron/hosts', 'shared']

/** What a file does, without what it says of it. */
const codeOf = (file: string): string =>
  readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '')

const files = rooms.flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(room, name.replaceAll(path.sep, '/'))),
)

const filesWith = (form: RegExp): string[] => files.filter((file) => form.test(codeOf(file))).toSorted()

describe('what could write', () => {
  it('is declared, filled in by the composition, and handed by the core to the gateway alone', () => {
    expect(filesWith(/\bwriters\b(?!')/)).toEqual([
      'electron/core/create-core.ts',
      'electron/core/gateway/write-gateway.ts',
      'electron/core/ports.ts',
      'electron/hosts/composition/open-ports.ts',
    ])
    expect(filesWith(/\bWriters\b/)).toEqual(['electron/core/gateway/write-gateway.ts', 'electron/core/ports.ts'])
  })

  it('is taken out of the ports before anything of the core sees them', () => {
    const code = codeOf('electron/core/create-core.ts')
    expect(code.match(/\ballPorts\b/g)).toHaveLength(2)
    expect(code).toContain('const { writers, ...outside } = allPorts')
    expect(code.match(/\bwriters\b/g)).toHaveLength(2)
    expect(code).toMatch(/createWriteGateway\(\{\s*writers,/)
  })

  it('is made by the writers of the adapters, and asked for by the composition alone', () => {
    expect(filesWith(/\bWriterPort\b/)).toEqual([
      'electron/adapters/call-out/create-call-out.ts',
      'electron/adapters/salesforce/create-salesforce.ts',
      'electron/adapters/salesforce/mend-account.ts',
      'electron/adapters/salesforce/task-log.ts',
      'electron/adapters/salesforce/write-back.ts',
      'electron/adapters/salesforce/writer.ts',
      'electron/adapters/stigg/create-stigg.ts',
      'electron/adapters/stigg/create-writer.ts',
      'electron/core/ports.ts',
    ])
    expect(filesWith(/\.writer\b/)).toEqual(['electron/hosts/composition/open-ports.ts'])
  })

  it('is nothing that a reader has: requests that change something stand with the writers', () => {
    expect(filesWith(/intent: 'write'/)).toEqual([
      'electron/adapters/salesforce/mend-account.ts',
      'electron/adapters/salesforce/task-log.ts',
      'electron/adapters/salesforce/write-back.ts',
    ])
    expect(filesWith(/\bmethod: '(PATCH|PUT|DELETE)'[^;]/)).toEqual([
      'electron/adapters/salesforce/mend-account.ts',
      'electron/adapters/salesforce/write-back.ts',
      'electron/adapters/stigg/create-writer.ts',
      'electron/adapters/stigg/send-step.ts',
    ])
    expect(filesWith(/from '\.\/send-step\.ts'/)).toEqual(['electron/adapters/stigg/create-writer.ts'])
    // A POST to Stigg without a key is a question; one with a key is made by the writer.
    expect(filesWith(/\brequestsFor\(step\)/)).toEqual([
      'electron/adapters/salesforce/writer.ts',
      'electron/adapters/stigg/create-writer.ts',
      'electron/adapters/stigg/customer-tie.ts',
      'electron/adapters/stigg/send-step.ts',
      'electron/core/acts/run-act.ts',
      'electron/core/credits/run-credits.ts',
      'electron/core/gateway/write-gateway.ts',
      'electron/core/links/mend-links.ts',
      'electron/core/provisioning/preview.ts',
      'electron/core/settings/try-call-out.ts',
      'electron/core/workflows/run-workflow.ts',
    ])
  })

  it('and no GraphQL text of ours is a mutation, but for the one that the writer fires workflows with', () => {
    expect(filesWith(/\bmutation\b/i)).toEqual(['electron/adapters/stigg/trigger-workflow.ts'])
    expect(filesWith(/from '\.\/trigger-workflow\.ts'/)).toEqual([
      'electron/adapters/stigg/create-writer.ts',
      'electron/adapters/stigg/requests-for.ts',
    ])
  })
})
