import { gzipSync, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

import { createCanaries, spellingsOf } from './search.ts'

const secret = '5Aep861VlBsjnvcDK_q_Ieb~~l36zFyVHJcIzRXqW844LC.nObHVNx0B4wDxchsvc2jNNCfDbM9xBB8NVlkMfJi'

/** What a search of one place for the secret above finds. */
function foundIn(content: string | Uint8Array, homes: Parameters<typeof createCanaries>[0] = []) {
  const canaries = createCanaries(homes)
  canaries.hide('the secret', secret)
  canaries.keep('a place', content)
  return canaries.search().found
}

describe('a search', () => {
  it.each([...spellingsOf(secret)])('finds a secret that is written %s', (_, spelling) => {
    expect(foundIn(`before ${spelling} after`)).toHaveLength(1)
  })

  it.each([0, 1, 2])(
    'finds a secret in the middle of a text that was made base64 as a whole, after %i bytes',
    (shift) => {
      expect(foundIn(Buffer.from(`${'x'.repeat(shift)}{"token":"${secret}"}`).toString('base64'))).toHaveLength(1)
    },
  )

  it.each([
    ['gzip', gzipSync(`a dump with ${secret}`)],
    ['zlib', deflateSync(`a dump with ${secret}`)],
    ['gzip in base64', gzipSync(`a dump with ${secret}`).toString('base64')],
    ['gzip after other bytes', Buffer.concat([Buffer.from('head'), gzipSync(secret)])],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['its beginning alone', secret.slice(0, 30)],
    ['its end alone', secret.slice(-30)],
  ])('finds a secret in %s', (_, content) => {
    expect(foundIn(content)).toHaveLength(1)
  })

  it('finds nothing where there is none', () => {
    expect(foundIn(`nothing ${secret.slice(0, 10)} here ${'A'.repeat(1000)}`)).toEqual([])
  })

  it('leaves a secret alone at home, and nowhere else', () => {
    const home = { secret: /^the secret$/, place: /^a place$/, why: 'It lives there.' }
    expect(foundIn(secret, [home])).toEqual([])
    expect(foundIn(secret, [{ ...home, place: /^another$/ }])).toHaveLength(1)
  })

  it('finds what was kept before it knew the secret, and counts every place', () => {
    const canaries = createCanaries([])
    canaries.keep('early', secret)
    canaries.keep('the same elsewhere', secret)
    canaries.hide('the secret', secret)
    expect(canaries.search()).toMatchObject({ places: 2, found: [{ place: 'early' }, { place: 'the same elsewhere' }] })
  })
})
