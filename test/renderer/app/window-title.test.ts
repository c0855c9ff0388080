import { expect, it } from 'vitest'

import { windowTitle } from '#renderer/app/window-title.ts'

const start = { at: 'start' } as const

it('says where one is, how many deals wait there, and how many runs wait for a person', () => {
  expect(windowTitle('/inbox', 0, start, 0)).toBe('Inbox · Stigg Companion')
  expect(windowTitle('/inbox', 7, start, 0)).toBe('Inbox (7) · Stigg Companion')
  expect(windowTitle('/runs/run-1', 7, start, 1)).toBe('1 needs attention · Runs · Stigg Companion')
  expect(windowTitle('/inbox', 7, start, 2)).toBe('2 need attention · Inbox (7) · Stigg Companion')
})
