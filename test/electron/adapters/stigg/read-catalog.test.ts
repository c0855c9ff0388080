import { describe, expect, it } from 'vitest'

import { currentVersions } from '#adapters/stigg/read-catalog'

const version = (id: string, status: 'DRAFT' | 'PUBLISHED' | 'ARCHIVED', number: number, isLatest = false) => ({
  isLatest,
  content: { id, status, version: number },
})

describe('the version that stands for a plan', () => {
  it('is the published one, also where a newer draft is there', () => {
    const versions = [version('a', 'PUBLISHED', 1), version('a', 'DRAFT', 2, true), version('b', 'DRAFT', 1)]
    expect(currentVersions(versions)).toEqual([
      { id: 'a', status: 'PUBLISHED', version: 1 },
      { id: 'b', status: 'DRAFT', version: 1 },
    ])
  })

  it('is the latest of the published ones, else the newest', () => {
    const published = [version('a', 'PUBLISHED', 3), version('a', 'PUBLISHED', 2, true)]
    expect(currentVersions(published)).toMatchObject([{ version: 2 }])
    const archived = [version('b', 'ARCHIVED', 1), version('b', 'ARCHIVED', 4), version('b', 'ARCHIVED', 2)]
    expect(currentVersions(archived)).toMatchObject([{ version: 4 }])
  })
})
