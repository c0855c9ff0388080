import { expect, it, vi } from 'vitest'

vi.mock('electron', () => {
  throw new Error('The core reached for electron')
})
vi.mock('electron-store', () => {
  throw new Error('The core reached for electron-store')
})
vi.mock('jsforce', () => {
  throw new Error('The core reached for jsforce')
})
vi.mock('node:sqlite', () => {
  throw new Error('The core reached for SQLite')
})

it('the core runs where there is no Electron, no vendor and no database', async () => {
  const { createCore } = await import('#core/create-core')
  expect(createCore).toBeTypeOf('function')
})
