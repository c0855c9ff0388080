import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

/**
 * Stand before a server and let requests through only once `count` of them have come: who sends them one after the
 * other waits for ever.
 */
export async function gateBefore(target: string, count: number): Promise<string> {
  const held: (() => void)[] = []
  const server = createServer((request, response) => {
    const opened = new Promise<void>((open) => void held.push(open))
    if (held.length >= count) held.forEach((open) => open())
    const { method = 'GET', url = '/', headers } = request
    const passOn = async () => {
      const body = await bodyOf(request)
      await opened
      const answer = await fetch(target + url, {
        method,
        headers: { 'content-type': 'application/json', 'x-api-key': String(headers['x-api-key']) },
        body: body === '' ? null : body,
      })
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(await answer.text())
    }
    void passOn()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
