import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecordStore, StoreInUse, type RecordStore } from '#practice/record-store'

interface Thing {
  readonly n: number
}

let folder: string
let file: string
const open: RecordStore[] = []
const openStore = (at = file) => {
  const store = openRecordStore(at)
  open.push(store)
  return store
}
const closeAll = () => {
  for (const store of open.splice(0)) store.close()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-store-'))
  file = join(folder, 'practice.sqlite')
})
afterEach(() => {
  closeAll()
  rmSync(folder, { recursive: true })
})

const seed: [string, Thing][] = [
  ['a', { n: 1 }],
  ['b', { n: 2 }],
  ['c', { n: 3 }],
]
const numbers = (store: RecordStore) => [...store.collection<Thing>('things', seed).values()].map(({ n }) => n)

describe('a collection', () => {
  it('is its seed with the changes on top, in seed order and then in the order of insertion', () => {
    const things = openStore().collection('things', seed)
    things.put('z', { n: 26 })
    things.put('d', { n: 4 })
    things.put('b', { n: 20 })
    things.delete('a')
    things.put('a', { n: 10 })
    things.delete('c')
    expect([...things.values()].map(({ n }) => n)).toEqual([20, 26, 4, 10])
    expect([things.size, things.has('c'), things.get('c')]).toEqual([4, false, undefined])
    closeAll()
    expect(numbers(openStore())).toEqual([20, 26, 4, 10])
  })

  it('stores only what differs from the seed', () => {
    const store = openStore()
    store.collection('things', seed).put('b', { n: 20 })
    closeAll()
    const other: [string, Thing][] = [['a', { n: 100 }], ...seed.slice(1)]
    expect([...openStore().collection('things', other).values()]).toEqual([{ n: 100 }, { n: 20 }, { n: 3 }])
  })

  it('tells its watchers of every change, also of what is undone', () => {
    const store = openStore()
    const things = store.collection('things', seed)
    const seen: unknown[] = []
    things.watch((...change) => seen.push(change))
    things.put('d', { n: 4 })
    expect(() =>
      store.transaction(() => {
        things.delete('d')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(seen).toEqual([
      ['d', undefined, { n: 4 }],
      ['d', { n: 4 }, undefined],
      ['d', undefined, { n: 4 }],
    ])
  })

  it('reads the same after closing and opening, whatever was done to it', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
    const step = fc.oneof(
      fc.record({ id, n: fc.nat(), abort: fc.boolean() }),
      fc.record({ id, n: fc.constant(null), abort: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 8 }), (transactions) => {
        const path = join(folder, `${fc.hash(JSON.stringify(transactions))}-${Math.abs(transactions.length)}.sqlite`)
        const store = openStore(path)
        const things = store.collection('things', seed)
        for (const steps of transactions) {
          const before = [...things.values()]
          const abort = steps.some((one) => one.abort)
          try {
            store.transaction(() => {
              for (const { id: key, n } of steps) {
                if (n === null) things.delete(key)
                else things.put(key, { n })
              }
              if (abort) throw new Error('undo')
            })
          } catch {
            // Thrown on purpose: nothing of it may be left.
            expect([...things.values()]).toEqual(before)
          }
        }
        const inMemory = [...things.values()]
        closeAll()
        const again = openStore(path)
        expect([...again.collection('things', seed).values()]).toEqual(inMemory)
        closeAll()
        rmSync(path)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a transaction', () => {
  it('leaves nothing behind when it throws, in memory or on file', () => {
    const store = openStore()
    const things = store.collection('things', seed)
    expect(() =>
      store.transaction(() => {
        things.put('a', { n: 9 })
        things.put('x', { n: 9 })
        things.delete('b')
        expect([...things.values()].map(({ n }) => n)).toEqual([9, 3, 9])
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(numbers(store)).toEqual([1, 2, 3])
    closeAll()
    expect(numbers(openStore())).toEqual([1, 2, 3])
  })

  it('undoes a call within a call alone, and keeps the rest', () => {
    const store = openStore()
    const things = store.collection('things', seed)
    store.transaction(() => {
      things.put('a', { n: 10 })
      expect(() =>
        store.transaction(() => {
          things.put('a', { n: 11 })
          throw new Error('inner')
        }),
      ).toThrow('inner')
      things.put('b', { n: 20 })
    })
    closeAll()
    expect(numbers(openStore())).toEqual([10, 20, 3])
  })

  it('gives back what the work returns, and refuses work that waits', () => {
    const store = openStore()
    expect(store.transaction(() => 42)).toBe(42)
    expect(() => store.transaction(() => Promise.resolve())).toThrow('cannot wait')
  })
})

describe('starting over', () => {
  it('brings the seed back, keeps what is marked so, and tells who listens', () => {
    const store = openStore()
    const things = store.collection('things', seed)
    const sessions = store.collection<Thing>('sessions', [], { keep: true })
    let told = 0
    store.onStartOver(() => told++)
    const seen: unknown[] = []
    things.put('a', { n: 10 })
    things.put('x', { n: 24 })
    sessions.put('s', { n: 1 })
    things.watch((...change) => seen.push(change))
    store.startOver()
    expect([numbers(store), sessions.get('s'), told]).toEqual([[1, 2, 3], { n: 1 }, 1])
    expect(seen).toEqual([
      ['a', { n: 10 }, { n: 1 }],
      ['x', { n: 24 }, undefined],
    ])
    closeAll()
    expect(numbers(openStore())).toEqual([1, 2, 3])
  })

  it('reads a seed again that can be iterated only once', () => {
    const store = openStore()
    const things = store.collection('things', seed.values())
    things.delete('a')
    store.startOver()
    expect(things.size).toBe(3)
  })
})

describe('the file', () => {
  it('holds everything that was answered before a SIGKILL', async () => {
    const source = `
      const { openRecordStore } = await import(${JSON.stringify(new URL('../../../electron/practice/record-store.ts', import.meta.url).href)})
      const store = openRecordStore(process.argv[1])
      const things = store.collection('things')
      for (let n = 1; ; n++) {
        store.transaction(() => { things.put('left-' + n, { n }); things.put('right-' + n, { n }) })
        process.stdout.write(n + '\\n')
        if (n % 50 === 0) await new Promise((later) => setImmediate(later))
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', source, file], { stdio: 'pipe' })
    let answered = 0
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      answered = Number(lines.at(-1) ?? answered)
      if (answered > 300) child.kill('SIGKILL')
    })
    const [, signal] = (await once(child, 'exit')) as [unknown, string]
    expect(signal).toBe('SIGKILL')
    const things = openStore().collection<Thing>('things')
    for (let n = 1; n <= answered; n++) expect(things.get(`left-${n}`)).toEqual({ n })
    expect(things.size % 2).toBe(0)
  })

  it('is moved aside when it is damaged, and the notice says where to', () => {
    writeFileSync(file, 'this is no database, and it is longer than any header of one would be, by some way')
    const store = openStore()
    expect(store.notice).toContain('practice.sqlite-damaged-1')
    expect(numbers(store)).toEqual([1, 2, 3])
    closeAll()
    truncateSync(file, 20)
    appendFileSync(file, Buffer.alloc(9000, 7))
    expect(openStore().notice).toContain('practice.sqlite-damaged-2')
    expect(readdirSync(folder)).toContain('practice.sqlite-damaged-1')
  })

  it('is open in one place at a time', () => {
    openStore()
    expect(() => openStore()).toThrow(StoreInUse)
  })
})
