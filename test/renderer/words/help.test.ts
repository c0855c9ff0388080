import { describe, expect, it } from 'vitest'

import { findingCodes, severities } from '#shared/domain/finding'
import { grantFindings, type GrantFindingCode } from '#shared/domain/grant-rules'
import { failureCodes } from '#shared/failure'

import { helpOf, helpOn, isHelpCode } from '#renderer/words/help.ts'

const grantCodes = Object.keys(grantFindings) as GrantFindingCode[]
const ofGrants = grantCodes.map((code) => `grant.${code}` as const)
const codes = [...new Set([...findingCodes, ...ofGrants, ...failureCodes])]

describe.each(codes)('the page on %s', (code) => {
  const page = helpOn(code)
  const texts = [page.means, page.why, page.seen, ...page.steps.map(({ what }) => what)]

  it('says in whole sentences what it means, why it matters, what to do and where it is seen', () => {
    expect(page.steps.length).toBeGreaterThan(0)
    for (const text of texts) expect(text).toMatch(/^[A-Z“].*[.?]$/)
    expect(texts.join(' ')).not.toMatch(/!|oops|undefined|\.\./i)
  })

  it('leads to other pages, each once and never to itself', () => {
    expect(page.related.length).toBeGreaterThan(0)
    expect(new Set(page.related).size).toBe(page.related.length)
    expect(page.related).not.toContain(code)
  })
})

it('has a page for each code, told by its weight or by what was changed', () => {
  for (const code of findingCodes) expect(helpOn(code)).toMatchObject({ severity: severities[code], changed: null })
  for (const code of grantCodes)
    expect(helpOn(`grant.${code}`)).toMatchObject({ severity: grantFindings[code], about: 'grant' })
  expect(helpOn('stigg.outcome-unknown')).toMatchObject({
    severity: null,
    changed: 'Whether anything was changed is not known yet.',
  })
  expect(isHelpCode('mapping.no-plan')).toBe(true)
  expect(isHelpCode('toString')).toBe(false)
})

describe('looking for a page', () => {
  const found = (text: string): string[] => helpOf(text).flatMap(({ entries }) => entries.map(({ code }) => code))

  it('lists every page once where nothing is looked for', () => {
    expect(found('').toSorted()).toEqual(codes.toSorted())
  })

  it('finds a code, a title in any case, and words of the text', () => {
    expect(found('link.field-too-short')).toEqual(['link.field-too-short'])
    expect(found('TOO SHORT')).toContain('link.field-too-short')
    expect(found('permission set')).toContain('mapping.fields-missing')
    expect(found('no such words')).toEqual([])
  })

  it('puts what has the words in its name before what speaks of them', () => {
    const [first] = helpOf('archived').flatMap(({ entries }) => entries.filter(({ topic }) => topic === 'catalogue'))
    expect(first?.code).toBe('plan.archived')
  })
})
