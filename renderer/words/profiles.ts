import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { AccessLevel, ProfileKind } from '#shared/domain/profile'
import {
  isProductionEnvironment,
  type KnownEnvironment,
  type ProfileConnection,
} from '#shared/domain/profile-connection'

/** What each access level means for whoever works with the profile. */
export const accessChoices: Record<AccessLevel, { readonly label: string; readonly meaning: string }> = {
  'read-only': {
    label: 'Read-only',
    meaning: 'Deals are read, checked and compared. Nothing is written to Salesforce or Stigg, whatever is pressed.',
  },
  confirm: {
    label: 'Confirm every write',
    meaning: 'Every write is shown first, with the exact requests, and done once you agree.',
  },
  retype: {
    label: 'Confirm and retype',
    meaning: 'As above, and the name of what is written to is typed each time. Made for production.',
  },
}

/** What a Stigg environment is, in its own word, and what follows from a word that is not known. */
export function sayEnvironmentKind(environment: Pick<KnownEnvironment, 'type'>): string {
  const { type } = environment
  if (type === 'UNKNOWN') return 'Not known, so it counts as production'
  const word = `${type.slice(0, 1).toUpperCase()}${type.slice(1).toLowerCase()}`
  return type === 'PRODUCTION' || !isProductionEnvironment(environment) ? word : `${word}, which counts as production`
}

/** Why a profile is of its kind: what each of the two services says of itself. */
export function sayKind(kind: ProfileKind, connection: ProfileConnection | null): readonly string[] {
  if (kind === 'practice' || connection === null) return ['Both services are simulated on this machine.']
  const { org, environment } = connection
  return [
    org === null
      ? 'Nobody has signed in to Salesforce yet: it counts as production.'
      : `${org.name} says that it is a ${org.isSandbox ? 'sandbox' : 'production org'}.`,
    environment === null
      ? 'Stigg has no key yet: it counts as production.'
      : environment.type === 'UNKNOWN'
        ? `The key of ${environment.name} may not ask what it is: it counts as production.`
        : environment.type === 'PRODUCTION'
          ? `${environment.name} says that it is production.`
          : `${environment.name} says that it is of type ${environment.type.toLowerCase()}${isProductionEnvironment(environment) ? ', which counts as production' : ''}.`,
  ]
}

/** How secrets are kept, and what follows from it. */
export const vaultWords: Record<
  WorkspaceStatus['vault'],
  {
    readonly word: string
    readonly meaning: string
    /** How long a session outlives the companion. */
    readonly keeps: string
    /** Said where a key is typed. */
    readonly ofKey: string
    /** Said where somebody is about to sign in; null where nothing comes of it. */
    readonly ofSession: string | null
  }
> = {
  keychain: {
    word: 'Sealed by the system’s keychain.',
    meaning: 'The session and the Stigg key outlive the companion, and open for your user of this machine alone.',
    keeps: 'Sealed by this machine’s keychain',
    ofKey: 'Sent to Stigg only. Once you agree to the environment, it is sealed by this machine’s keychain.',
    ofSession: null,
  },
  memory: {
    word: 'Kept in memory alone.',
    meaning:
      'Nothing on this machine could seal them, so nothing is written down: the session and the Stigg key are gone when the companion ends, and are asked for again.',
    keeps: 'Kept in memory: you sign in again after a restart',
    ofKey:
      'Sent to Stigg only. This machine cannot seal it, so it is kept in memory and asked for again after a restart.',
    ofSession:
      'Nothing here could seal the session, so it is kept in memory alone: you sign in again after each start.',
  },
}

/** What removing a profile does, where, and what it leaves alone. */
export const removalWords = {
  here: [
    'Its settings: name, access, mapping, rules, templates and call-out',
    'Its secrets: the Salesforce session, the Stigg key and the secrets of the call-out',
    'The deals that were read, and everything that was edited and not provisioned',
    'How its lists look in this window',
  ],
  revoked: ['The Salesforce session of the companion. Stigg’s key stays valid until somebody revokes it in Stigg.'],
  stays: [
    'In Stigg: customers, subscriptions, credit grants and the companion’s markers in their metadata',
    'In Salesforce: the links on accounts, the values that were returned, and tasks that were logged',
    'In Salesforce: the external client app, and the consent that users gave it',
  ],
} as const
