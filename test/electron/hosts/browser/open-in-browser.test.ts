import { expect, it } from 'vitest'

import { openInBrowser } from '#hosts/browser/open-in-browser'

it('asks for no browser where there is no screen', async () => {
  expect(await openInBrowser('http://127.0.0.1:4030/', {}, 'linux')).toBe(false)
  expect(await openInBrowser('http://127.0.0.1:4030/', { DISPLAY: '' }, 'linux')).toBe(false)
})
