import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

import { takeProfileLock } from '#adapters/sqlite/profile-lock'
import { startChild } from '../../../harness/child.ts'
import { aFolder } from './folder.ts'

const holding = path.relative(process.cwd(), fileURLToPath(new URL('./holding.ts', import.meta.url)))

describe('the lock of a profile', () => {
  it('lets one writer in, and the next once it is released', () => {
    const folder = aFolder()
    const first = takeProfileLock(folder)
    expect(takeProfileLock(folder)).toMatchObject({ ok: false, failure: { code: 'profile.in-use' } })
    if (first.ok) first.value.release()
    const second = takeProfileLock(folder)
    expect(second.ok).toBe(true)
    if (second.ok) second.value.release()
  })

  it('can be released twice', () => {
    const lock = takeProfileLock(aFolder())
    if (!lock.ok) throw new Error(lock.failure.message)
    lock.value.release()
    expect(() => lock.value.release()).not.toThrow()
  })

  it('keeps another process out, until that is killed', async () => {
    const folder = aFolder()
    const child = await startChild(holding, [folder])
    expect(child.announced).toEqual({ ok: true })
    expect(takeProfileLock(folder)).toMatchObject({ ok: false, failure: { code: 'profile.in-use' } })
    await child.kill()
    const lock = takeProfileLock(folder)
    expect(lock.ok).toBe(true)
    if (lock.ok) lock.value.release()
  })

  it('is kept out by this process', async () => {
    const folder = aFolder()
    const lock = takeProfileLock(folder)
    const child = await startChild(holding, [folder])
    expect(child.announced).toEqual({ ok: false })
    await child.kill()
    if (lock.ok) lock.value.release()
  })

  it('makes a lock file anew that something else has overwritten', () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'lock.db'), 'not a database at all, but long enough to be read as one')
    const lock = takeProfileLock(folder)
    expect(lock.ok).toBe(true)
    if (lock.ok) lock.value.release()
  })
})
