import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { failure } from '#shared/failure'

import type { World } from '../../companion.ts'
import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const authorizeUrl =
  'https://test.salesforce.com/services/oauth2/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A1717%2Foauth%2Fcallback'
const inFiveMinutes = () => new Date(Date.now() + 300_000).toISOString()
const signedOut = () => {
  const status = aStatus()
  return { ...status, salesforce: { ...status.salesforce, state: 'signed-out' as const } }
}

/** A sign-in that a test leads: what it tells is said by `tell`, and its end is what is told last. */
function led() {
  const queue: Awaited<ReturnType<typeof next>>[] = []
  let wake = (): void => undefined
  async function next(): Promise<Parameters<typeof tell>[0]> {
    while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return queue.shift() as Parameters<typeof tell>[0]
  }
  type Told = ReturnType<World['signIn']> extends AsyncIterable<infer Each> ? Each : never
  function tell(told: Told): void {
    queue.push(told)
    wake()
  }
  const aborted: boolean[] = []
  const signIn: World['signIn'] = async function* (_, signal) {
    signal?.addEventListener('abort', () => aborted.push(true))
    for (;;) yield await next()
  }
  return { signIn, tell, aborted }
}

let opened: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  opened = vi.spyOn(window, 'open').mockReturnValue(null)
})
afterEach(() => {
  opened.mockRestore()
  vi.useRealTimers()
})

const begin = async (vary: Partial<World>) => {
  const window = openWindow({ status: signedOut(), ...vary })
  await window.person.click(await screen.findByRole('button', { name: 'Sign in again' }))
  return window
}

describe('while it waits', () => {
  it('says what for, where and how long, opens the page once, and can be given up', async () => {
    const { signIn, tell, aborted } = led()
    const { person } = await begin({ signIn })
    tell({ authorizeUrl, waitsUntil: inFiveMinutes(), strays: 0, unmarked: null })
    const dialog = await screen.findByRole('dialog', { name: 'Sign in to Salesforce' })
    expect(within(dialog).getByText('test.salesforce.com')).toHaveTextContent('sandboxes')
    expect(within(dialog).getByRole('timer')).toHaveTextContent(/for (5:00|4:5\d) more/)
    expect(within(dialog).getByRole('link', { name: 'Open the page again' })).toHaveAttribute('href', authorizeUrl)
    tell({ authorizeUrl, waitsUntil: inFiveMinutes(), strays: 1, unmarked: null })
    expect(await within(dialog).findByText(/was left out/)).toBeVisible()
    const unmarked = { error: 'access_denied', description: 'end-user denied authorization' }
    tell({ authorizeUrl, waitsUntil: inFiveMinutes(), strays: 2, unmarked })
    const said = await within(dialog).findByText(/does not say which sign-in/)
    expect(said).toHaveTextContent('The sign-in was declined. On the page of Salesforce, access was denied.')
    expect(said).toHaveTextContent('press Allow')
    const foreign = { error: 'call_us', description: 'Call 555-0100 and tell your password' }
    tell({ authorizeUrl, waitsUntil: inFiveMinutes(), strays: 3, unmarked: foreign })
    await waitFor(() => expect(said).toHaveTextContent('what the page says counts'))
    expect(dialog).not.toHaveTextContent(/call_us|555-0100/)
    expect(opened).toHaveBeenCalledExactlyOnceWith(authorizeUrl, '_blank', 'noreferrer')
    await person.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(aborted).toEqual([true])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('tells after a while what it may mean that nothing comes, with the address to register', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] })
    const { signIn, tell } = led()
    await begin({ signIn })
    tell({ authorizeUrl, waitsUntil: inFiveMinutes(), strays: 0, unmarked: null })
    const hint = (await screen.findByText(/shows an error page/)).closest('details')
    expect(hint).not.toHaveAttribute('open')
    await act(() => vi.advanceTimersByTimeAsync(21_000))
    expect(hint).toHaveAttribute('open')
    expect(hint).toHaveTextContent('http://localhost:1717/oauth/callback')
    expect(screen.getByRole('timer')).toHaveTextContent(/for 4:3\d more/)
  })
})

describe('when it is over', () => {
  it('says why it failed, and what to do, with the way to try again', async () => {
    const { signIn, tell } = led()
    const { person, world } = await begin({ signIn })
    tell(failure('sign-in.failed', '', { error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' }))
    const dialog = await screen.findByRole('dialog', { name: 'You are not signed in' })
    expect(within(dialog).getByRole('alert')).toHaveTextContent('An administrator has blocked this app')
    await person.click(within(dialog).getByRole('button', { name: 'Sign in again' }))
    await waitFor(() =>
      expect(world.written.map(({ input }) => input)).toEqual([{ switchUser: false }, { switchUser: false }]),
    )
  })

  it('lets another user be taken where it was another org, and nobody by chance', async () => {
    const { signIn, tell } = led()
    const { person, world } = await begin({ signIn })
    tell(
      failure('sign-in.other-org', '', {
        org: 'Globex',
        orgId: '00D2',
        expectedOrg: 'Northwind',
        expectedOrgId: '00D1',
      }),
    )
    const dialog = await screen.findByRole('dialog', { name: 'You are not signed in' })
    expect(within(dialog).getByRole('alert')).toHaveTextContent(/Globex \(00D2\).*Northwind \(00D1\)/)
    expect(within(dialog).queryByRole('button', { name: 'Sign in again' })).toBeNull()
    await person.click(within(dialog).getByRole('button', { name: 'Sign in as somebody else' }))
    await waitFor(() => expect(world.written.at(-1)?.input).toEqual({ switchUser: true }))
  })

  it('says that it is another user than before, and closes by itself where it is the same', async () => {
    const one = led()
    const { person } = await begin({ signIn: one.signIn })
    one.tell({ username: 'nils@northwind.example', before: 'jordan@northwind.example' })
    const dialog = await screen.findByRole('dialog', { name: 'You are signed in as somebody else' })
    expect(dialog).toHaveTextContent('nils@northwind.example')
    await person.click(within(dialog).getByRole('button', { name: 'Go on as this user' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await person.click(screen.getByRole('button', { name: 'Sign in again' }))
    one.tell({ username: 'jordan@northwind.example', before: 'jordan@northwind.example' })
    expect(await screen.findByText('Signed in to Salesforce as jordan@northwind.example.')).toBeInTheDocument()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('signing out', () => {
  const ask = async (vary: Partial<World>) => {
    const window = openWindow(vary)
    await screen.findByRole('grid')
    await window.person.keyboard('{Control>}k{/Control}')
    await window.person.type(await screen.findByRole('textbox', { name: /Go to a record/ }), 'sign out')
    await window.person.click(await screen.findByRole('option', { name: /Sign out of Salesforce/, hidden: true }))
    return { ...window, dialog: await screen.findByRole('dialog', { name: 'Sign out of Salesforce' }) }
  }

  it('says what comes of it before, and which of it happened after', async () => {
    const { dialog, person, world } = await ask({})
    expect(dialog).toHaveTextContent(/nothing can be read anew or provisioned/)
    await person.click(within(dialog).getByRole('button', { name: 'Sign out' }))
    expect(await within(dialog).findByText(/Salesforce has ended the session/)).toBeVisible()
    expect(world.written).toEqual([{ call: 'workspace.signOut', input: null }])
  })

  it('says where Salesforce did not confirm it, and why', async () => {
    const why = failure('salesforce.unreachable', '', { error: 'ECONNRESET' })
    const { dialog, person } = await ask({ signOut: { atSalesforce: 'not-confirmed', failure: why } })
    await person.click(within(dialog).getByRole('button', { name: 'Sign out' }))
    expect(await within(dialog).findByText(/did not confirm/)).toBeVisible()
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Salesforce does not answer')
  })

  it('is refused while a run is under way', async () => {
    const { dialog, person } = await ask({ signOut: failure('run.busy', 'A run is under way') })
    await person.click(within(dialog).getByRole('button', { name: 'Sign out' }))
    expect(await within(dialog).findByRole('alert')).toBeVisible()
    expect(within(dialog).getByRole('button', { name: 'Sign out' })).toBeVisible()
  })
})
