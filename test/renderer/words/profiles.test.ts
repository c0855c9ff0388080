import { expect, it } from 'vitest'

import { sayEnvironmentKind, sayKind } from '#renderer/words/profiles.ts'

import { aConnection } from '../fake-profiles.ts'

it.each([
  ['PRODUCTION', 'Production'],
  ['SANDBOX', 'Sandbox'],
  ['DEVELOPMENT', 'Development'],
  ['STAGING', 'Staging, which counts as production'],
  ['UNKNOWN', 'Not known, so it counts as production'],
])('says what an environment of type %s is', (type, said) => {
  expect(sayEnvironmentKind({ type })).toBe(said)
})

it('says of a kind that Stigg does not have why it counts as production', () => {
  const environment = { id: 'env-1', name: 'Trial run', type: 'STAGING', isNamed: false }
  expect(sayKind('production', aConnection({ environment }))[1]).toBe(
    'Trial run says that it is of type staging, which counts as production.',
  )
})
