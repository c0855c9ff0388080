import { describe, expect, it } from 'vitest'

import { createOracle } from './oracle.ts'
import type { Line } from './protocol.ts'
import type { Reading } from './store.ts'

const found = (readings: Record<string, Reading>, aside: string[] = []): Line => ({
  opened: { aside, found: readings },
})

/** What is found out about these lives, each a list of lines. */
function over(...lives: (readonly Line[])[]) {
  const oracle = createOracle(['journal'])
  for (const life of lives) {
    for (const line of life) oracle.hear(line)
    oracle.ended()
  }
  const { asked, lost, corrupt, cut } = oracle.findings()
  return { asked, lost, corrupt, cut }
}

const fine = { asked: 0, lost: [], corrupt: [] }
const begins = (id: string, n: number): Line => ({ will: [id, n] })
const wrote = (id: string, n: number): Line[] => [begins(id, n), { did: [id, n] }]

describe('a slot that is replaced', () => {
  it.each([
    ['what was acknowledged', [...wrote('s/a', 1)], [1]],
    ['what was under way', [...wrote('s/a', 1), begins('s/a', 2)], [2]],
    ['what was there before what was under way', [...wrote('s/a', 1), begins('s/a', 2)], [1]],
    ['nothing, where it was taken out', [...wrote('s/a', 1), ...wrote('s/a', 0)], []],
    ['nothing, where nothing was ever put', [], []],
  ])('may hold %s', (_title, lines, kept) => {
    expect(over(lines, [found({ 's/a': kept })])).toMatchObject(fine)
  })

  it.each([
    ['an earlier value', [...wrote('s/a', 1), ...wrote('s/a', 2)], [1], 's/a: 2 is gone, 1 is there'],
    ['nothing', wrote('s/a', 1), [], 's/a: 1 is gone, 0 is there'],
    ['what was taken out', [...wrote('s/a', 1), ...wrote('s/a', 0)], [1], 's/a: 0 is gone, 1 is there'],
  ])('has lost where it holds %s', (_title, lines, kept, sentence) => {
    expect(over(lines, [found({ 's/a': kept })])).toMatchObject({ lost: [sentence], corrupt: [] })
  })

  it('has to keep from then on what was found', () => {
    const lives = [[...wrote('s/a', 1), begins('s/a', 2)], [found({ 's/a': [2] })]]
    expect(over(...lives, [found({ 's/a': [2] })])).toMatchObject(fine)
    expect(over(...lives, [found({ 's/a': [1] })])).toMatchObject({ lost: ['s/a: 2 is gone, 1 is there'] })
  })

  it('is judged again by the next life where one was killed before it could look', () => {
    expect(over([...wrote('s/a', 1), begins('s/a', 2)], [], [found({ 's/a': [2] })])).toMatchObject(fine)
  })
})

describe('a slot that keeps everything', () => {
  it('may miss what was under way alone', () => {
    const lines: Line[] = [...wrote('journal/a', 1), ...wrote('journal/a', 2), begins('journal/a', 3)]
    expect(over(lines, [found({ 'journal/a': [2, 1] })])).toMatchObject(fine)
    expect(over(lines, [found({ 'journal/a': [3, 2, 1] })])).toMatchObject(fine)
    expect(over(lines, [found({ 'journal/a': [2] })])).toMatchObject({ lost: ['journal/a: 1'] })
  })

  it('that shows the newest alone may show none of the older, and has to show every one since', () => {
    const lines: Line[] = [1, 2, 3, 4].flatMap((n) => wrote('journal/a', n))
    expect(over(lines, [found({ 'journal/a': { newest: [4, 3] } })])).toMatchObject(fine)
    expect(over(lines, [found({ 'journal/a': { newest: [4, 2] } })])).toMatchObject({ lost: ['journal/a: 3'] })
    expect(over(lines, [found({ 'journal/a': { newest: [] } })])).toMatchObject({ lost: ['journal/a: 1, 2, 3, 4'] })
    expect(over(lines, [found({ 'journal/a': { newest: [9, 4, 3] } })]).corrupt).toHaveLength(1)
  })

  it('may hold nothing that nobody wrote, and nothing twice', () => {
    expect(over([], [found({ 'journal/a': [9] })]).corrupt).toHaveLength(1)
    expect(over(wrote('journal/a', 1), [found({ 'journal/a': [1, 1] })]).corrupt).toHaveLength(1)
  })
})

describe('what cannot be read', () => {
  it('is corrupt, and so is a file that was kept aside', () => {
    expect(over([found({ 's/a': { damaged: 'holds 1 and 2' } }, ['x.json'])])).toMatchObject({
      corrupt: ['x.json was kept aside', 's/a holds 1 and 2'],
    })
  })
})

describe('the session', () => {
  const signedIn = wrote('session', 1)
  const lookedAt = (session: string): Line[] => [begins('session', 8), { session }]

  it('is not there before anybody signed in', () => {
    expect(over(lookedAt('salesforce.signed-out'))).toMatchObject(fine)
  })

  it('is asked for again where its token was being rotated at the kill', () => {
    const lives = [[...signedIn, begins('session', 2)], lookedAt('salesforce.signed-out')]
    expect(over(...lives)).toMatchObject({ asked: 1, lost: [], corrupt: [] })
  })

  it('is lost where nothing was under way', () => {
    expect(over(signedIn, lookedAt('salesforce.signed-out'))).toMatchObject({
      asked: 0,
      lost: ['session: salesforce.signed-out'],
    })
  })

  it('is lost where it ends in any other way', () => {
    const lives = [[...signedIn, begins('session', 2)], lookedAt('salesforce.needs-admin')]
    expect(over(...lives)).toMatchObject({ asked: 0, lost: ['session: salesforce.needs-admin'] })
  })
})

describe('a kill', () => {
  it('is known to have met writes in the middle', () => {
    expect(over([...wrote('s/a', 1), begins('s/a', 2), begins('s/b', 3)])).toMatchObject({ cut: 2 })
    expect(over(wrote('s/a', 1))).toMatchObject({ cut: 0 })
  })
})
