import type { WorkspaceStatus } from '#shared/contract/workspace'
import { canonicalJson } from '#shared/domain/canonical'
import type { Catalog } from '#shared/domain/catalog'
import { goneFields, type ChosenFields, type GoneField } from '#shared/domain/field-choice'
import type { Org } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { kindOfPair, type ProfileConnection } from '#shared/domain/profile-connection'
import { fail, failure, ok, type Failure, type Result } from '#shared/failure'

import type { Ports, StiggEnvironment } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

/** How old the catalogue may be before a deal is opened on a newer one. */
const catalogueAgeMs = 5 * 60_000
/** How long a service that is left alone is left alone before it is asked again whether it answers. */
const lookAgainMs = 15_000

type ConnectionPorts = Pick<Ports, 'salesforce' | 'stigg' | 'settings' | 'clock' | 'log'>

/** What is known of both connections; a failure of one leaves what the other said. */
export interface Connection {
  readonly org: Org | null
  readonly environment: StiggEnvironment | null
  readonly fields: MappingFields | null
  /** Chosen fields that describe does not know. */
  readonly gone: readonly GoneField[]
  readonly catalog: Catalog | null
  readonly salesforceFailure: Failure | null
  readonly stiggFailure: Failure | null
  readonly connecting: boolean
}

export interface Connections {
  current(): Connection
  /** Ask both services who they are; at most one attempt at a time, which every caller shares and none can end. */
  connect(): Promise<Connection>
  /** Everything that a deal needs, connecting where that has not happened. Fails with the service's own failure. */
  /** @param asKnown a catalogue that is old does: nobody waits for what comes of it */
  context(asKnown?: boolean): Promise<Result<Context>>
  /** Fields that a person chose just now are in force. */
  tookFields(fields: MappingFields, chosen: ChosenFields): void
  /** Keep what a later call learned of a service. */
  note(failure: Failure): void
  /** Both services answered: what a failure said of them before holds no longer. */
  answered(): void
  onChange(listen: () => void): void
  /** Another key was set: what Stigg said before is of the one before. */
  forgetStigg(): void
  /** Ask no service again by itself; resolves once the attempt that is under way has ended. */
  stop(): Promise<void>
  forget(): void
}

const nothing: Connection = {
  org: null,
  environment: null,
  fields: null,
  gone: [],
  catalog: null,
  salesforceFailure: null,
  stiggFailure: null,
  connecting: false,
}

export function createConnections(ports: ConnectionPorts): Connections {
  const { salesforce, stigg, settings, clock, log } = ports
  let connection = nothing
  let underWay: Promise<Connection> | null = null
  let refreshing: Promise<void> | null = null
  let lookingAgain: NodeJS.Timeout | null = null
  const listeners: (() => void)[] = []

  const become = (next: Partial<Connection>): Connection => {
    connection = { ...connection, ...next }
    for (const listen of listeners) listen()
    return connection
  }

  /** Kept for the eye alone, and found anew at each start: a disk that does not take it is no reason to stay apart. */
  function keepFields(orgId: string, fields: MappingFields): void {
    try {
      settings.keepMappingFields(orgId, fields)
    } catch (error) {
      log.warn('The mapping fields could not be kept in the settings', { error })
    }
  }

  /** A pair that billed nobody when it was let be written to, and is production now, is for a person to let go of anew. */
  function keepPair(before: ProfileConnection, next: ProfileConnection): void {
    settings.keepConnection(next)
    if (!before.isFinished || kindOfPair(before) !== 'sandbox' || kindOfPair(next) === 'sandbox') return
    settings.keepAccess('read-only')
    log.warn('The pair is no sandbox any more: its profile is read-only again', { kind: kindOfPair(next) })
  }

  /**
   * A profile stays with the org that it first signed in to: its journal, its links and its keys are that org's.
   * @returns why this org is not taken; null where it is
   */
  function keepOrg({ id, name, isSandbox, username, lightningUrl }: Org): Failure | null {
    const connection = settings.connection()
    if (connection === null) return null
    if (connection.org !== null && connection.org.id !== id) {
      return failure('sign-in.other-org', 'Signed in to another org', { expectedOrg: connection.org.name, org: name })
    }
    const org = { id, name, isSandbox, username, lightningUrl }
    if (canonicalJson(connection.org) !== canonicalJson(org)) keepPair(connection, { ...connection, org })
    return null
  }

  /** What the key's environment said of itself, kept for the list of profiles; another environment is not taken. */
  function keepEnvironment({ id, name, type, slug }: StiggEnvironment): Failure | null {
    const connection = settings.connection()
    if (connection === null || connection.environment === null) return null
    if (connection.environment.id !== id) {
      const facts = { expected: connection.environment.name, found: name }
      return failure('stigg.other-environment', 'The key is of another environment', facts)
    }
    const environment = {
      ...connection.environment,
      ...(type === 'UNKNOWN' ? {} : { name, type, isNamed: false }),
      ...(slug === null ? {} : { slug }),
    }
    if (canonicalJson(environment) !== canonicalJson(connection.environment))
      keepPair(connection, { ...connection, environment })
    return null
  }

  /** An environment that the key may not ask about, under the name that a person gave it. */
  function asNamed(environment: StiggEnvironment): StiggEnvironment {
    const known = settings.connection()?.environment
    return known?.isNamed === true && environment.type === 'UNKNOWN'
      ? { ...environment, name: known.name }
      : environment
  }

  async function connectSalesforce(): Promise<void> {
    const org = await salesforce.org()
    if (!org.ok) return void become({ salesforceFailure: org.failure })
    const other = keepOrg(org.value)
    if (other) return void become({ salesforceFailure: other })
    const chosen = settings.chosenFields(org.value.id)
    const fields = await salesforce.discoverFields(chosen)
    if (!fields.ok) return void become({ org: org.value, salesforceFailure: fields.failure })
    keepFields(org.value.id, fields.value)
    const gone = goneFields(chosen, fields.value)
    become({ org: org.value, fields: fields.value, gone, salesforceFailure: null })
  }

  async function connectStigg(): Promise<void> {
    const [environment, catalog] = await Promise.all([stigg.environment(), stigg.catalog()])
    if (!environment.ok) return void become({ stiggFailure: environment.failure })
    const other = keepEnvironment(environment.value)
    if (other) return void become({ stiggFailure: other })
    const named = asNamed(environment.value)
    if (!catalog.ok) return void become({ environment: named, stiggFailure: catalog.failure })
    become({ environment: named, catalog: catalog.value, stiggFailure: null })
  }

  function connect(): Promise<Connection> {
    underWay ??= (async () => {
      become({ connecting: true })
      try {
        await Promise.all([connectSalesforce(), connectStigg()])
      } finally {
        become({ connecting: false })
      }
      return connection
    })().finally(() => (underWay = null))
    return underWay
  }

  /** An old catalogue is used once more while a newer one is on its way: opening a deal never waits for it. */
  function refreshCatalogue(catalog: Catalog): void {
    if (refreshing || clock.now().getTime() - Date.parse(catalog.readAt) < catalogueAgeMs) return
    refreshing = stigg
      .catalog()
      .then((fresh) => void become(fresh.ok ? { catalog: fresh.value } : { stiggFailure: fresh.failure }))
      .finally(() => (refreshing = null))
  }

  /** Ask a Stigg that was left alone for a while whether it is back, until it is; nobody has to press anything. */
  function lookAgain(): void {
    if (lookingAgain) return
    const look = async () => {
      const environment = await stigg.environment()
      lookingAgain = null
      if (connection.stiggFailure?.code !== 'stigg.circuit-open') return
      if (environment.ok) become({ stiggFailure: null })
      else lookAgain()
    }
    lookingAgain = setTimeout(() => {
      look().catch((error: unknown) => log.error('Defect', { error }))
    }, lookAgainMs)
    lookingAgain.unref()
  }

  return {
    current: () => connection,
    connect,
    async context(asKnown = false) {
      const known = isWhole(connection) ? connection : await connect()
      const { org, environment, fields, gone, catalog } = known
      if (!org || !fields) return { ok: false, failure: known.salesforceFailure ?? notConnected('Salesforce') }
      if (!environment || !catalog) return { ok: false, failure: known.stiggFailure ?? notConnected('Stigg') }
      if (!fields.productType && !fields.lineType) {
        return missing(gone, ['productType', 'lineType'], 'Stigg Type')
      }
      if (!fields.productId && !fields.lineId) {
        return missing(gone, ['productId', 'lineId'], 'Stigg ID')
      }
      if (!asKnown) refreshCatalogue(catalog)
      return ok({ org, environmentId: environment.id, fields, catalog, profile: settings.profile() })
    },
    note(failure) {
      if (failure.code === 'salesforce.signed-out') become({ salesforceFailure: failure })
      if (failure.code === 'stigg.key-refused' || failure.code === 'stigg.circuit-open')
        become({ stiggFailure: failure })
      if (failure.code === 'stigg.circuit-open') lookAgain()
    },
    async stop() {
      if (lookingAgain) clearTimeout(lookingAgain)
      await underWay
    },
    answered() {
      const { salesforceFailure, stiggFailure } = connection
      if (isWhole(connection) && (salesforceFailure || stiggFailure))
        become({ salesforceFailure: null, stiggFailure: null })
    },
    tookFields(fields, chosen) {
      if (connection.org) keepFields(connection.org.id, fields)
      become({ fields, gone: goneFields(chosen, fields) })
    },
    onChange: (listen) => void listeners.push(listen),
    forgetStigg: () => void become({ environment: null, catalog: null, stiggFailure: null }),
    forget: () => void become(nothing),
  }
}

const isWhole = ({ org, fields, environment, catalog }: Connection): boolean =>
  org !== null && fields !== null && environment !== null && catalog !== null

/** Neither the product nor the line has such a field; one that was chosen is named, since it was there once. */
function missing(gone: readonly GoneField[], roles: readonly GoneField['role'][], called: string): Result<never> {
  const was = gone.find(({ role }) => roles.includes(role))
  const field = was ? `${was.object}.${was.field}, which was chosen,` : called
  return fail('mapping.fields-missing', `The org has no field for the ${called}`, { field })
}

const notConnected = (service: string): Failure => ({
  code: service === 'Stigg' ? 'stigg.unreachable' : 'salesforce.unreachable',
  message: `${service} is not connected`,
  facts: {},
})

type ConnectionState = WorkspaceStatus['stigg']['state']

/** In one word how a connection stands. */
export function connectionState(known: boolean, failure: Failure | null, connecting: boolean): ConnectionState {
  if (failure?.code === 'salesforce.signed-out' || failure?.code === 'stigg.key-refused') return 'signed-out'
  if (failure) return 'unreachable'
  if (known) return 'connected'
  return connecting ? 'connecting' : 'unreachable'
}
