import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { failure } from '#shared/failure'

import { openWindow } from '../../open-window.tsx'

const way = { proxyFrom: null, passedBy: null, caFile: null, caFrom: null, proxy: null, status: null, failure: null }

describe('the network', () => {
  it('is tried before it is saved, and says of each service what came of it', async () => {
    const asked: unknown[] = []
    const refused = failure('network.proxy', '', {
      reason: 'sign-in',
      proxy: 'http://proxy.example:8080',
      detail: '407',
    })
    const { person, world } = openWindow(
      {
        tryNetwork(network) {
          asked.push(network)
          const through = { ...way, proxy: network.proxy, proxyFrom: 'settings' as const }
          return {
            salesforce: { ...through, host: 'acme.my.salesforce.com', status: 200 },
            stigg: { ...through, host: 'api.stigg.io', failure: refused },
          }
        },
      },
      '/settings',
    )
    const field = await screen.findByRole('textbox', { name: 'Proxy' })
    await person.click(field)
    await person.paste('http://jo:secret@proxy.example:8080')
    expect(screen.getByText(/Without user name and password/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Try it' })).toBeDisabled()
    await person.clear(field)
    await person.paste('http://proxy.example:8080')
    await person.click(screen.getByRole('button', { name: 'Try it' }))
    const outcome = await screen.findByRole('status', { name: 'What came of it' })
    expect(outcome).toHaveTextContent('acme.my.salesforce.com answered. Through the proxy http://proxy.example:8080')
    expect(outcome).toHaveTextContent('asks for a sign-in')
    expect(within(outcome).getByText(/let this machine through/)).toBeVisible()
    expect(asked).toEqual([{ proxy: 'http://proxy.example:8080', caFile: null }])
    expect(world.written).toEqual([])

    await person.click(screen.getByRole('button', { name: 'Save the network' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the network' })).toBeNull())
    expect(world.app.network).toEqual({ proxy: 'http://proxy.example:8080', caFile: null })
  })
})
