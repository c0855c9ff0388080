import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'

import { pageHeaders } from '../composition/page-policy.ts'
import type { Session } from './session.ts'

/** Header that carries the page's token. */
const tokenHeader = 'x-companion-token'

/** Cookies ignore ports, so the port is in the name: another app on this machine keeps its own. */
export const cookieName = (port: number): string => `companion-${port}`

/** The names that this host answers to. Any other in Host is somebody's DNS pointing here. */
const ownHosts = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`]

/** An answer in oRPC's own shape, so that the page's client reads a refusal like any other error. */
const refusal = (status: number, code: string, message: string): Response =>
  Response.json({ json: { defined: false, code, status, message } }, { status })

export const setPageHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(pageHeaders)) c.res.headers.set(name, value)
}

/** Refuse a request that was sent to another name than ours (DNS rebinding). */
export const onlyOwnHost =
  (port: number): MiddlewareHandler =>
  async (c, next) => {
    if (ownHosts(port).includes(c.req.header('host') ?? '')) return next()
    return refusal(421, 'MISDIRECTED_REQUEST', `This app answers to 127.0.0.1:${port} and localhost:${port} alone.`)
  }

/** Refuse what a page of another origin sent. A browser puts Origin on every POST, so a missing one is no browser's. */
export const onlyOwnPage: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'POST') return refusal(405, 'METHOD_NOT_SUPPORTED', 'Calls are made by POST.')
  const site = c.req.header('sec-fetch-site')
  const own =
    c.req.header('origin') === `http://${c.req.header('host')}` && (site === undefined || site === 'same-origin')
  if (own) return next()
  return refusal(403, 'FORBIDDEN', 'Only the page of this app may call it.')
}

/** Refuse who was not let in by a start link. */
export const onlyAdmitted =
  (session: Session, port: number): MiddlewareHandler =>
  async (c, next) => {
    if (session.allows(getCookie(c, cookieName(port)), c.req.header(tokenHeader))) return next()
    return refusal(401, 'UNAUTHORIZED', 'Open the link that the app printed when it started.')
  }
