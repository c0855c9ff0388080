import { describe, expect, it } from 'vitest'

import { evidencePage } from '#core/runs/evidence-page'
import { evidenceOf } from '#core/runs/evidence'
import { typedForMends } from '#shared/domain/link-mend'
import type { Run } from '#shared/domain/run'
import { failure } from '#shared/failure'
import { named } from '#renderer/words/names.ts'
import { aRun, aStepRecord, customerStep } from '#test/electron/core/run-builders'
import { aProfile } from '#test/fakes/open-core'

/* A record whose name is made to be taken for another, or to act where it is shown. */

const script = '</title><script>alert(1)</script><img src=x onerror=alert(1)>'
const turned = 'Acme \u202Emoc.live\u202C'
const hidden = 'Ac\u200Bme\u00AD'

const org = {
  id: '00D5g000004XyZQEA0',
  name: turned,
  isSandbox: true,
  timeZone: 'UTC',
  currency: 'usd',
  userId: '0055g00000AaBbCAAV',
  userName: script,
  username: 'olivia.ops@northwind.example',
  lightningUrl: 'https://northwind.lightning.force.com',
} as const
const links = {
  opportunityUrl: 'javascript:alert(1)',
  accountUrl: null,
  customerUrl: 'https://app.stigg.example/"><script>alert(1)</script>',
  subscriptionUrl: null,
  appUrl: 'stigg-companion://x',
}

function pageOf(varied: Partial<Run>): string {
  const step = aStepRecord(customerStep, {
    state: 'refused',
    failure: failure('stigg.refused', script, { said: `${script}${turned}` }),
    heard: [
      {
        at: '2026-11-21T09:00:02.000Z',
        method: 'POST',
        path: script,
        status: 400,
        requestId: script,
        body: { message: `${script}\n${turned}` },
      },
    ],
  })
  const about = { appVersion: '1.0.0', exportedAt: '2026-11-21T10:00:00.000Z' }
  const run = aRun({ steps: [step], ...varied })
  return evidencePage(
    evidenceOf(run, links, { org, environmentId: script, profile: aProfile({ name: turned }) }, about),
  )
}

describe('the evidence of a run', () => {
  const page = pageOf({ opportunityName: script, accountName: turned, abandonReason: hidden, startedBy: script })

  it('lets no markup of a name, an answer or a failure act', () => {
    expect(page).not.toMatch(/<script|<img|onerror=(?!alert\(1\)&gt;)|<\/title><|href=/i)
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  it('turns no direction, and hides nothing', () => {
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u00ad]/)
    expect(page).toContain('Acme [U+202E]moc.live[U+202C]')
    expect(page).toContain('Ac[U+200B]me[U+00AD]')
  })

  it('keeps a name that runs from right to left apart from what stands beside it', () => {
    const hebrew = 'שלום בע״מ'
    expect(pageOf({ accountName: hebrew })).toContain(`<bdi>${hebrew}</bdi> (`)
  })
})

describe('what is typed to confirm', () => {
  const profile = { access: 'retype', kind: 'production' }

  it('is what a person sees, so that a name that looks like another is not confirmed by that one', () => {
    expect(typedForMends(profile, [hidden])).toBe('Ac[U+200B]me[U+00AD]')
    expect(typedForMends(profile, [turned])).toBe('Acme [U+202E]moc.live[U+202C]')
    expect(typedForMends(profile, ['Acme'])).toBe('Acme')
  })
})

describe('a name within a sentence', () => {
  it('turns nothing around it, and hides nothing', () => {
    expect(named(turned)).toBe('Acme [U+202E]moc.live[U+202C]')
    expect(named('שלום')).toBe('\u2068שלום\u2069')
    expect(named('שלום\u2069 evil')).toBe('\u2068שלום[U+2069] evil\u2069')
  })
})
