import { describe, expect, it } from 'vitest'

import { missingForRelease } from '#packaging/release-needs'

const complete = {
  COMPANION_RELEASE: '1',
  COMPANION_MAINTAINER: 'Jane Doe <jane@example.com>',
  COMPANION_HOMEPAGE: 'https://example.com',
}

describe('a release', () => {
  it('lacks nothing where it says whose it is', () => {
    expect(missingForRelease(complete)).toEqual([])
    expect(missingForRelease({ ...complete, COMPANION_UPDATE_FEED: 'https://example.com/feed/' })).toEqual([])
  })

  it('does not ship the placeholders', () => {
    expect(missingForRelease({ COMPANION_RELEASE: '1', COMPANION_HOMEPAGE: '' })).toEqual([
      'A release has to set COMPANION_MAINTAINER: a placeholder would ship else.',
      'A release has to set COMPANION_HOMEPAGE: a placeholder would ship else.',
    ])
  })

  it.each(['http://example.com/feed/', 'somewhere'])('does not look for updates at %s', (feed) => {
    expect(missingForRelease({ ...complete, COMPANION_UPDATE_FEED: feed })).toEqual([
      'COMPANION_UPDATE_FEED has to be an https address.',
    ])
  })
})

describe('a build that is no release', () => {
  it('needs nothing', () => {
    expect(missingForRelease({})).toEqual([])
  })
})
