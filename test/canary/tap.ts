import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Tap {
  readonly origin: string
  close(): Promise<void>
}

/** Told every credential that passed, with a name for its kind. */
export type Overheard = (name: string, secret: string) => void

const dropped = new Set(['connection', 'content-encoding', 'content-length', 'host', 'keep-alive', 'transfer-encoding'])

/** What of a token exchange is a secret, by the name of its field. */
const fields: Readonly<Record<string, string>> = {
  code: 'an authorization code',
  code_verifier: 'a PKCE verifier',
  token: 'a refresh token',
  refresh_token: 'a refresh token',
  access_token: 'an access token',
}

function overhear(entries: Iterable<[string, unknown]>, tell: Overheard): void {
  for (const [name, value] of entries) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (kind !== undefined && typeof value === 'string') tell(kind, value)
  }
}

/**
 * Stand between the app and a practice service, pass everything on, and learn each credential that goes by: those that the
 * service made up as well as those that the app did.
 * @param kind names what stands in the authorization and x-api-key headers there
 */
export async function tap(target: string, kind: string, tell: Overheard): Promise<Tap> {
  let origin = ''
  const server = createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
      const sent = Buffer.concat(chunks)
      const { authorization, 'x-api-key': key } = request.headers
      if (authorization !== undefined) tell(kind, authorization.replace(/^Bearer /, ''))
      if (typeof key === 'string') tell(kind, key)
      const isOAuth = request.url?.startsWith('/services/oauth2/') ?? false
      if (isOAuth) overhear(new URLSearchParams(sent.toString()), tell)

      const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
        dropped.has(name) ? [] : (values ?? []).map((value): [string, string] => [name, value]),
      )
      const answer = await fetch(target + (request.url ?? '/'), {
        method: request.method ?? 'GET',
        headers,
        redirect: 'manual',
        ...(sent.length > 0 ? { body: sent } : {}),
      })
      const body = Buffer.from((await answer.text()).replaceAll(target, origin))
      const location = answer.headers.get('location')
      if (location !== null && URL.canParse(location)) overhear(new URL(location).searchParams, tell)
      if (isOAuth && answer.ok && body.toString().startsWith('{')) {
        overhear(Object.entries(JSON.parse(body.toString()) as object), tell)
      }
      for (const [name, value] of answer.headers) if (!dropped.has(name)) response.setHeader(name, value)
      response.writeHead(answer.status).end(body)
    }
    // A service that broke off breaks off here too.
    pass().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
