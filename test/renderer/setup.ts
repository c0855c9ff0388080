import '@testing-library/jest-dom/vitest'

import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

/* What Mantine and the virtual list ask of a browser and jsdom does not have: a screen of a fixed size. */

afterEach(cleanup)
// Patience for a busy machine: parts of the window are loaded when they are first shown.
configure({ asyncUtilTimeout: 15_000 })

const size = { width: 1440, height: 900 }

window.matchMedia = (query: string): MediaQueryList => ({
  matches: /min-width/.test(query),
  media: query,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
})

class FixedSizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver = FixedSizeObserver

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => size.height })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => size.width })
Element.prototype.scrollIntoView = () => undefined
Element.prototype.scrollTo = () => undefined
