import { implement } from '@orpc/server'

import { contract } from '#shared/contract/index'
import type { ProfileSummary } from '#shared/contract/profiles'
import type { ReadinessReport } from '#shared/contract/readiness'
import type { ChosenFields, FieldCandidates } from '#shared/domain/field-choice'
import type { MappingFields } from '#shared/domain/profile'
import type { ProfileConnection } from '#shared/domain/profile-connection'
import { failure, type Failure } from '#shared/failure'

import type { World } from './companion.ts'

/** Profiles as the window is told of them. */
export interface HeldProfiles {
  current: string
  list: ProfileSummary[]
  connection: ProfileConnection | null
  isWelcomed: boolean
  candidates: FieldCandidates
  chosen: ChosenFields
  report: ReadinessReport
  /** Why another one is not opened. */
  openFailure: Failure | null
}

/** A profile as the list tells of it. */
export const aProfileSummary = (vary: Partial<ProfileSummary> = {}): ProfileSummary => ({
  id: 'northwind',
  name: 'Northwind production',
  kind: 'production',
  access: 'read-only',
  orgName: 'Northwind Traders',
  environmentName: 'Production',
  orgId: '00D5g000004XyZQEA0',
  environmentId: 'env-production',
  isFinished: true,
  isDamaged: false,
  ...vary,
})

/** A connection whose both halves have answered. */
export const aConnection = (vary: Partial<ProfileConnection> = {}): ProfileConnection => ({
  salesforce: { loginUrl: 'https://login.salesforce.com', clientId: '3MVG9consumerkey', redirectPorts: [7717, 7718] },
  stigg: {
    baseUrl: 'https://api.stigg.io',
    graphqlUrl: 'https://api.stigg.io/graphql',
    appUrl: 'https://app.stigg.io',
  },
  org: { id: '00D5g000004XyZQEA0', name: 'Northwind Traders', isSandbox: false, username: 'jordan@northwind.example' },
  environment: { id: 'env-1', name: 'Staging', type: 'PRODUCTION', isNamed: false },
  isFinished: true,
  ...vary,
})

const noFields: MappingFields = {
  productType: null,
  productId: null,
  lineType: null,
  lineId: null,
  customerId: null,
  customerUrl: null,
  subscriptionId: null,
}
const noCandidates: FieldCandidates = {
  productType: [],
  productId: [],
  lineType: [],
  lineId: [],
  customerId: [],
  customerUrl: [],
  subscriptionId: [],
}

/** A pair in which nothing is amiss; vary what is. */
export const aReadinessReport = (vary: Partial<ReadinessReport> = {}): ReadinessReport => ({
  at: '2026-11-18T16:00:00.000Z',
  org: { id: '00D5g000004XyZQEA0', name: 'Northwind', lightningUrl: 'https://northwind.lightning.force.com' },
  environment: { id: 'env-1', name: 'Staging', slug: 'staging' },
  mapping: noFields,
  gone: [],
  products: { value: { total: 40, mapped: 12, ready: 12, unready: [] }, failure: null },
  integration: { value: { isConnected: true, domain: 'northwind.my.salesforce.com', isHere: true }, failure: null },
  flows: { value: { state: 'none', names: [] }, failure: null },
  triggers: { value: [], failure: null },
  urlPatterns: { customer: null, subscription: null, offered: null, origins: ['https://app.stigg.io'] },
  ...vary,
})

export const heldProfiles = (): HeldProfiles => ({
  current: 'practice',
  list: [],
  connection: null,
  isWelcomed: true,
  openFailure: null,
  candidates: noCandidates,
  chosen: {},
  report: aReadinessReport(),
})

const os = implement(contract)

/** The profiles of a fake companion: what would change one is written down, and nothing is opened. */
export const fakeProfiles = (world: World) => {
  const noted = (call: string) => (input: unknown) => void world.written.push({ call: `profiles.${call}`, input })
  return {
    list: os.profiles.list.handler(() => ({
      current: world.profiles.current,
      profiles: world.profiles.list,
      isWelcomed: world.profiles.isWelcomed,
    })),
    welcomed: os.profiles.welcomed.handler(() => void (world.profiles.isWelcomed = true)),
    connection: os.profiles.connection.handler(() => world.profiles.connection),
    create: os.profiles.create.handler(({ input }) => {
      noted('create')(input)
      return { id: 'profile-new' }
    }),
    open: os.profiles.open.handler(({ input, errors }) => {
      noted('open')(input)
      const failed = world.profiles.openFailure
      if (failed && !(failed.code === 'run.busy' && input.stopRuns)) {
        throw errors.FAILURE({ message: failed.message, data: failed })
      }
    }),
    rename: os.profiles.rename.handler(({ input }) => noted('rename')(input)),
    setAccess: os.profiles.setAccess.handler(({ input }) => {
      noted('setAccess')(input)
      world.status = { ...world.status, profile: { ...world.status.profile, access: input.access } }
    }),
    confirmMixedPair: os.profiles.confirmMixedPair.handler(() => {
      world.status = { ...world.status, isMixedPairConfirmed: true }
    }),
    setStiggKey: os.profiles.setStiggKey.handler(({ input, errors }) => {
      noted('setStiggKey')({ confirm: input.confirm })
      if (input.key.startsWith('client-')) {
        const data = failure('stigg.key-publishable', 'A publishable key')
        throw errors.FAILURE({ message: data.message, data })
      }
      if (input.key === 'server-offline') {
        const data = failure('stigg.unreachable', 'No answer')
        throw errors.FAILURE({ message: data.message, data })
      }
      const isShy = input.key.startsWith('server-shy')
      const environment = { id: 'env-1', name: 'Staging', type: isShy ? 'UNKNOWN' : 'SANDBOX', isNamed: false }
      return { environment, isSaved: input.confirm !== null }
    }),
    setConnection: os.profiles.setConnection.handler(({ input }) => noted('setConnection')(input)),
    mappingCandidates: os.profiles.mappingCandidates.handler(() => ({
      candidates: world.profiles.candidates,
      chosen: world.profiles.chosen,
    })),
    chooseMapping: os.profiles.chooseMapping.handler(({ input }) => {
      noted('chooseMapping')(input)
      world.profiles.chosen = input.chosen
      return world.status.mapping ?? noFields
    }),
    report: os.profiles.report.handler(() => world.profiles.report),
    finish: os.profiles.finish.handler(() => noted('finish')(null)),
    exportJournal: os.profiles.exportJournal.handler(() => ({ fileName: 'journal.json', text: '{}' })),
    remove: os.profiles.remove.handler(({ input }) => {
      noted('remove')(input)
      return { isRevoked: true, journalFolder: null }
    }),
  }
}
