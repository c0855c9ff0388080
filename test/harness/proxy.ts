import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'

import type { Certificate } from './certificates.ts'

const portOf = (server: net.Server): number => (server.address() as AddressInfo).port
const listening = (server: net.Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const closed = (server: net.Server, sockets: ReadonlySet<net.Socket>) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })

function openSockets(server: net.Server): ReadonlySet<net.Socket> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

export interface Proxy {
  readonly url: string
  readonly port: number
  /** `CONNECT host:port`, `GET http://host/…`, in order. */
  readonly asked: string[]
  /** What each of them brought as Proxy-Authorization. */
  readonly credentials: (string | undefined)[]
  close(): Promise<void>
}

/**
 * A proxy on loopback that opens a way with CONNECT and passes plain requests on.
 * @param leads where every way leads, whatever host is asked for: a local server's port
 * @param refuse status to refuse everything with
 */
export async function startProxy(leads: number, refuse?: number): Promise<Proxy> {
  const asked: string[] = []
  const credentials: (string | undefined)[] = []
  const note = (request: http.IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`)
    credentials.push(request.headers['proxy-authorization'])
  }
  const server = http.createServer((request, response) => {
    note(request)
    if (refuse !== undefined) {
      response.writeHead(refuse).end()
      return
    }
    const { pathname, search, host } = new URL(request.url ?? '')
    const onward = http.request(
      {
        host: '127.0.0.1',
        port: leads,
        method: request.method,
        path: pathname + search,
        headers: { ...request.headers, host },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  const sockets = openSockets(server)
  server.on('connect', (request: http.IncomingMessage, client: net.Socket, head: Buffer) => {
    note(request)
    client.on('error', () => undefined)
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} Refused\r\n\r\n`)
      return
    }
    const onward = net.connect(leads, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.write(head)
      onward.pipe(client).pipe(onward)
    })
    onward.on('error', () => client.destroy())
    client.on('close', () => onward.destroy())
  })
  await listening(server)
  const port = portOf(server)
  return { url: `http://127.0.0.1:${port}`, port, asked, credentials, close: () => closed(server, sockets) }
}

/** A TLS server on loopback. */
export async function serveTls(
  { cert, key }: Certificate,
  listener: http.RequestListener,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = https.createServer({ cert, key }, listener)
  const sockets = openSockets(server)
  await listening(server)
  return { port: portOf(server), close: () => closed(server, sockets) }
}

/** A TLS front before a plain server on loopback, as a service of its own name would have. */
export const serveTlsBefore = (certificate: Certificate, port: number) =>
  serveTls(certificate, (request, response) => {
    const onward = http.request(
      { host: '127.0.0.1', port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
