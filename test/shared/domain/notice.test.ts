import { describe, expect, it } from 'vitest'

import { fitNotice, Notice } from '#shared/domain/notice'

const aNotice = (vary: Partial<Notice> = {}): Notice => ({
  category: 'won',
  title: 'Acme was won',
  body: '',
  path: '/inbox/0065g00000CdEfGAAV',
  ...vary,
})

describe('a notice', () => {
  it('stands on one line, and reads as it is written', () => {
    const title = 'Acme\u202egnp.exe\u0007\nwas   won\u200b'
    expect(fitNotice(aNotice({ title, body: 'a\tb\u2066c' }))).toMatchObject({
      title: 'Acme gnp.exe was won',
      body: 'a b c',
    })
  })

  it('is cut where it is too long, and never in the middle of a character', () => {
    const { title, body } = fitNotice(aNotice({ title: 'x'.repeat(118) + '😀😀😀', body: 'y'.repeat(500) }))
    expect(title).toBe(`${'x'.repeat(118)}…`)
    expect(body).toHaveLength(240)
  })

  it.each(['https://evil.example', '//evil.example', 'inbox', ''])('leads to no %j', (path) => {
    expect(Notice.safeParse(aNotice({ path })).success).toBe(false)
    expect(Notice.safeParse(aNotice()).success).toBe(true)
  })
})
