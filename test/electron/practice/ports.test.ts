import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { choosePort, PortTaken } from '#practice/ports'

const host = '127.0.0.1'
let busy: Server
let busyPort: number

beforeEach(async () => {
  busy = createServer().listen(0, host)
  await once(busy, 'listening')
  busyPort = (busy.address() as AddressInfo).port
})
afterEach(() => new Promise((closed) => busy.close(closed)))

const wish = (asked: number | undefined, remembered?: number, not: number[] = []) =>
  choosePort({ service: 'Stigg', host, asked, remembered, not })

describe('choosing a port', () => {
  it('takes the port that was asked for, and says in a sentence when it is taken', async () => {
    const free = await wish(undefined)
    expect(await wish(free)).toBe(free)
    await expect(wish(busyPort)).rejects.toThrow(PortTaken)
    await expect(wish(busyPort)).rejects.toThrow(`Port ${busyPort} for Stigg is taken on 127.0.0.1: stop what`)
  })

  it('takes the one of last time, or another where that is taken', async () => {
    const free = await wish(undefined)
    expect(await wish(undefined, free)).toBe(free)
    const other = await wish(undefined, busyPort)
    expect(other).not.toBe(busyPort)
    expect(other).toBeGreaterThan(0)
  })

  it('gives nobody a port that is promised to somebody else', async () => {
    const free = await wish(undefined)
    expect(await wish(undefined, free, [free])).not.toBe(free)
    await expect(wish(free, undefined, [free])).rejects.toThrow(PortTaken)
  })

  it('takes zero for any free port', async () => {
    expect(await wish(0)).toBeGreaterThan(0)
  })
})
