import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { aConnection, heldProfiles } from '../../fake-profiles.ts'
import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const links = async () =>
  within(await screen.findByRole('navigation', { name: 'Sections of the settings' })).getAllByRole('link')
const idOf = (link: HTMLElement): string => new URL(link.getAttribute('href') ?? '', 'http://x').hash.slice(1)

describe('the sections of the settings', () => {
  it('stand in the order of the page, and each is there', async () => {
    const { profile } = aStatus()
    openWindow(
      {
        status: aStatus({ profile: { ...profile, id: 'northwind', kind: 'production' } }),
        profiles: { ...heldProfiles(), current: 'northwind', connection: aConnection() },
      },
      '/settings',
    )
    await screen.findByRole('heading', { name: 'Addresses and key' })
    const ids = (await links()).map(idOf)
    expect(ids).toContain('settings-addresses')
    const inPage = [...document.querySelectorAll('section[id^="settings-"]')].map(({ id }) => id)
    expect(ids.filter((id) => inPage.includes(id))).toEqual(inPage.filter((id) => ids.includes(id)))
    expect(ids.filter((id) => document.getElementById(id) === null)).toEqual([])
  })

  it('name no addresses on the practice workspace, which has none', async () => {
    openWindow({}, '/settings')
    await screen.findByRole('heading', { name: 'Mapping fields' })
    expect((await links()).map(idOf)).not.toContain('settings-addresses')
  })
})
