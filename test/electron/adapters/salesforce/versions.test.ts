import { describe, expect, it } from 'vitest'

import { chooseVersion } from '#adapters/salesforce/versions'
import { ok } from '#shared/failure'

describe('chooseVersion', () => {
  it('stays with the pinned version where the org has newer ones', () => {
    expect(chooseVersion([{ version: '65.0' }, { version: '68.0' }])).toEqual(ok('66.0'))
  })

  it('goes down to the newest that the org has', () => {
    expect(chooseVersion([{ version: '58.0' }, { version: '60.0' }])).toEqual(ok('60.0'))
  })

  it('refuses an org that is too old', () => {
    expect(chooseVersion([{ version: '57.0' }])).toMatchObject({
      ok: false,
      failure: { code: 'salesforce.needs-admin', facts: { highest: '57.0', needed: '58.0' } },
    })
  })
})
