import { isAccessTyped, isProductionEnvironment, type ProfileConnection } from '#shared/domain/profile-connection'
import { isNameTyped } from '#shared/domain/shown-name'
import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { exportedJournal } from './export-journal.ts'
import { chooseMapping, mappingCandidates } from './choose-mapping.ts'
import { readinessReport } from './readiness-report.ts'
import { takeKey } from './take-key.ts'

/** A profile of an org; the practice workspace has no connection to change. Fails: `profile.not-found`. */
function connectionOf(core: CoreServices): Result<ProfileConnection> {
  const connection = core.ports.settings.connection()
  return connection ? ok(connection) : fail('profile.not-found', 'The practice workspace has no connection')
}

/** Which half of a profile is not there yet. Fails: `profile.not-connected`. */
function whole({ org, environment }: ProfileConnection): Result<void> {
  const missing = [...(org === null ? ['Salesforce'] : []), ...(environment === null ? ['Stigg'] : [])]
  return missing.length === 0
    ? ok(undefined)
    : fail('profile.not-connected', 'A half is not connected', { missing: missing.join(' and ') })
}

/** Nothing of what a person has in hand goes unasked. Fails: `run.busy`. */
const mayLeave = (core: CoreServices, stopRuns: boolean): Result<void> =>
  core.isBusy() && !stopRuns ? fail('run.busy', 'A run is under way') : ok(undefined)

const isTyped = (typed: string, name: string): Result<void> =>
  isNameTyped(typed, name) ? ok(undefined) : fail('access.unconfirmed', 'The name was not typed', { name })

export const profileHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { profiles, settings } = core.ports
  const changed = () => core.events.emit({ type: 'status.changed' })
  return {
    list: os.profiles.list.handler(() => ({
      current: profiles.current(),
      profiles: [...profiles.list()],
      isWelcomed: profiles.isWelcomed(),
    })),
    welcomed: os.profiles.welcomed.handler(() => profiles.keepWelcomed()),
    connection: os.profiles.connection.handler(() => settings.connection()),
    create: os.profiles.create.handler(async ({ input: { name, salesforce, stigg }, errors }) => {
      orThrow(mayLeave(core, false), errors)
      const id = orThrow(profiles.create(name, salesforce, stigg), errors)
      profiles.keepWelcomed()
      orThrow(await profiles.open(id), errors)
      return { id }
    }),
    open: os.profiles.open.handler(async ({ input: { id, stopRuns, link }, errors }) => {
      orThrow(mayLeave(core, stopRuns), errors)
      orThrow(await profiles.open(id, link), errors)
    }),
    rename: os.profiles.rename.handler(({ input: { name } }) => {
      settings.keepName(name)
      changed()
    }),
    setAccess: os.profiles.setAccess.handler(({ input: { access, typed }, errors }) => {
      const profile = settings.profile()
      if (isAccessTyped(profile, access)) orThrow(isTyped(typed, profile.name), errors)
      settings.keepAccess(access)
      changed()
    }),
    confirmMixedPair: os.profiles.confirmMixedPair.handler(() => core.meanMixedPair()),
    setStiggKey: os.profiles.setStiggKey.handler(async ({ input, errors, signal }) => {
      const connection = orThrow(connectionOf(core), errors)
      const taken = orThrow(await takeKey(input, connection, core.ports, signal), errors)
      if (taken.isSaved) {
        core.connections.forgetStigg()
        await core.connections.connect()
        changed()
      }
      return taken
    }),
    setConnection: os.profiles.setConnection.handler(async ({ input: { salesforce, stigg }, errors }) => {
      const connection = orThrow(connectionOf(core), errors)
      orThrow(mayLeave(core, false), errors)
      // Both are sent the key.
      const isSameStigg = stigg.baseUrl === connection.stigg.baseUrl && stigg.graphqlUrl === connection.stigg.graphqlUrl
      const movesStigg = !isSameStigg && connection.environment !== null
      const movesOrg = salesforce.loginUrl !== connection.salesforce.loginUrl && connection.org !== null
      if (movesStigg || movesOrg) {
        orThrow(
          fail('profile.bound', 'The profile belongs to another far end', { what: movesOrg ? 'org' : 'environment' }),
          errors,
        )
      }
      settings.keepConnection({ ...connection, salesforce, stigg })
      orThrow(await profiles.open(profiles.current()), errors)
    }),
    mappingCandidates: os.profiles.mappingCandidates.handler(async ({ errors, signal }) =>
      orThrow(await mappingCandidates(core, signal), errors),
    ),
    chooseMapping: os.profiles.chooseMapping.handler(async ({ input: { chosen }, errors, signal }) => {
      const fields = orThrow(await chooseMapping(core, chosen, signal), errors)
      core.syncInBackground()
      return fields
    }),
    report: os.profiles.report.handler(({ signal }) => readinessReport(core, signal)),
    finish: os.profiles.finish.handler(({ errors }) => {
      const connection = orThrow(connectionOf(core), errors)
      orThrow(whole(connection), errors)
      settings.keepConnection({ ...connection, isFinished: true })
      // A pair that bills nobody can be written to from the start; anything else is let go of by a person alone.
      if (!connection.isFinished && isHarmless(connection)) settings.keepAccess('confirm')
      changed()
      // Its deals are read for the first time.
      core.syncInBackground()
    }),
    exportJournal: os.profiles.exportJournal.handler(() => exportedJournal(core.ports)),
    remove: os.profiles.remove.handler(async ({ input: { id, typed, journal }, errors }) => {
      const known = profiles.list().find((profile) => profile.id === id)
      if (!known) throw orThrow(fail('profile.not-found', `No profile ${id}`), errors)
      orThrow(isTyped(typed, known.name), errors)
      if (id === profiles.current()) {
        orThrow(mayLeave(core, false), errors)
        orThrow(await profiles.open('practice'), errors)
      }
      return orThrow(await profiles.remove(id, journal), errors)
    }),
  }
}

const isHarmless = ({ org, environment }: ProfileConnection): boolean =>
  org?.isSandbox === true && environment !== null && !isProductionEnvironment(environment)
