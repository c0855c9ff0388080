/** The browser host's session, as the page sees it. The header token is only ever in this tab's sessionStorage. */
export type Session =
  | { readonly at: 'open'; readonly token: string }
  /** no-token: opened without a start link; refused: the link was used or is too old; gone: nobody answers. */
  | { readonly at: 'lost'; readonly why: 'no-token' | 'refused' | 'gone' }

/** What the session needs of the page; a test passes its own. */
export interface Page {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly fetch: typeof fetch
}

const key = 'companion.token'

/** The start token in the address ("#start=…"); null where there is none. */
const startTokenIn = (hash: string): string | null => new URLSearchParams(hash.replace(/^#/, '')).get('start')

/**
 * Open the session: with the single-use start token of the address where there is one (it is taken out of the address
 * at once, so that it is neither bookmarked nor shared), else with the token that this tab already holds.
 * The exchange is `POST /session {"token"}`, answered by `{"token"}` and an HttpOnly cookie.
 */
export async function openSession(page: Page): Promise<Session> {
  const start = startTokenIn(page.location.hash)
  const held = page.storage.getItem(key)
  if (start === null) return held === null ? { at: 'lost', why: 'no-token' } : { at: 'open', token: held }
  page.history.replaceState(null, '', page.location.pathname + page.location.search)
  try {
    const answer = await page.fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: start }),
    })
    // A used link in a tab that is already in (a reload from history) is no reason to throw the person out.
    if (!answer.ok) return held === null ? { at: 'lost', why: 'refused' } : { at: 'open', token: held }
    const token = tokenOf(await answer.json())
    if (token === null) return { at: 'lost', why: 'refused' }
    page.storage.setItem(key, token)
    return { at: 'open', token }
  } catch {
    // No answer at all: the host has ended, which is all that the page needs to know.
    return { at: 'lost', why: 'gone' }
  }
}

/** What following a start link needs of the window; a test passes its own. */
interface Opened {
  readonly location: Pick<Location, 'hash' | 'reload'>
  readonly addEventListener: (type: 'hashchange', listen: () => void) => void
}

/**
 * A start link pasted into a tab that shows the window already changes the fragment alone, which loads nothing: load the
 * page again, so that the link lets it in.
 */
export const followStartLinks = (window: Opened): void =>
  window.addEventListener('hashchange', () => {
    if (startTokenIn(window.location.hash) !== null) window.location.reload()
  })

/** Forget a token that the host no longer takes. */
export const forgetSession = (page: Pick<Page, 'storage'>): void => page.storage.removeItem(key)

function tokenOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('token' in body)) return null
  return typeof body.token === 'string' && body.token !== '' ? body.token : null
}
