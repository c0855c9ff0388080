import { consumeEventIterator, isDefinedError, ORPCError, safe } from '@orpc/client'
import { afterEach, describe, expect, it } from 'vitest'

import type { CompanionRouter } from '#hosts/composition/rpc-options'
import type { Companion } from '#shared/contract/index'
import { partialRouter } from '#test/electron/hosts/partial-router'

export interface OpenTransport {
  readonly client: Companion
  close(): Promise<void>
}

/** What a way to carry the contract must do, whatever it runs over. */
export function describeTransport(
  name: string,
  open: (router: CompanionRouter, reportDefect: (error: unknown) => void) => Promise<OpenTransport>,
): void {
  const opened: OpenTransport[] = []
  const connect = async () => {
    const defects: unknown[] = []
    const { router, seen } = partialRouter()
    const transport = await open(router, (error) => defects.push(error))
    opened.push(transport)
    return { client: transport.client, seen, defects }
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()))
  })

  describe(`the contract over ${name}`, () => {
    it('carries a call and its answer', async () => {
      const { client, seen } = await connect()
      const page = await client.opportunities.list({ search: 'Ünïcode "quotes" 日本' })
      expect(page).toMatchObject({ rows: [], total: 0, asOf: null })
      expect(seen.searches).toEqual(['Ünïcode "quotes" 日本'])
    })

    it('carries many calls at once', async () => {
      const { client } = await connect()
      const pages = await Promise.all(Array.from({ length: 50 }, () => client.opportunities.list({})))
      expect(pages).toHaveLength(50)
    })

    it('carries a failure as data', async () => {
      const { client, defects } = await connect()
      const { error } = await safe(client.links.resolve({ text: 'x y z' }))
      expect(isDefinedError(error) && error.data).toEqual({
        code: 'link.invalid',
        message: 'Not a link',
        facts: { text: 'x y z' },
      })
      expect(defects).toEqual([])
    })

    it('refuses bad input before the handler runs, and names the field', async () => {
      const { client, seen, defects } = await connect()
      // A page that was tampered with is not held by types.
      const { error } = await safe(client.opportunities.list({ limit: 5000 }))
      expect(error).toBeInstanceOf(ORPCError)
      expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['limit'] }] } })
      expect(seen.searches).toEqual([])
      expect(defects).toEqual([])
    })

    it('streams events and ends with the returned value', async () => {
      const { client } = await connect()
      const stream = await client.opportunities.sync({ full: true })
      const events = []
      let step = await stream.next()
      while (step.done !== true) {
        events.push(step.value)
        step = await stream.next()
      }
      expect(events).toEqual([
        { read: 1, total: 2 },
        { read: 2, total: 2 },
      ])
      expect(step.value).toEqual({ changed: 2, removed: 1, apiCalls: 3, asOf: '2026-11-21T10:00:00.000Z' })
    })

    it('carries a failure out of a stream', async () => {
      const { client, defects } = await connect()
      const stream = await client.provisioning.resume({ runId: 'run-1' })
      const { error } = await safe(stream.next())
      expect(error).toMatchObject({ defined: true, data: { code: 'run.not-found', facts: { runId: 'run-1' } } })
      expect(defects).toEqual([])
    })

    it('tells the handler when the caller aborts a stream', async () => {
      const { client, seen } = await connect()
      const abort = new AbortController()
      const stream = await client.workspace.watch(undefined, { signal: abort.signal })
      expect(await stream.next()).toMatchObject({ value: { type: 'link.opened', path: '/inbox' } })
      abort.abort()
      await seen.watchAborted
    })

    it('tells the handler when the caller leaves a stream early', async () => {
      const { client, seen } = await connect()
      const first = Promise.withResolvers<unknown>()
      const leave = consumeEventIterator(client.workspace.watch(), { onEvent: first.resolve, onError: first.reject })
      await first.promise
      await leave()
      await seen.watchAborted
    })

    it('masks a bug and reports it', async () => {
      const { client, defects } = await connect()
      const { error } = await safe(client.opportunities.facets())
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
      expect(JSON.stringify(error)).not.toContain('clementine')
      expect(defects).toEqual([expect.objectContaining({ message: 'the first secret is clementine' })])
    })

    it('masks a bug in the middle of a stream and reports it', async () => {
      const { client, defects } = await connect()
      const stream = await client.workspace.signIn()
      expect(await stream.next()).toMatchObject({ value: { authorizeUrl: 'http://localhost:1/' } })
      const { error } = await safe(stream.next())
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('tangerine')
      expect(defects).toEqual([expect.objectContaining({ message: 'the second secret is tangerine' })])
    })
  })
}
