import type { ProfileSummary } from '#shared/contract/profiles'
import type { Notice } from '#shared/domain/notice'
import type { ProfileConnection, SalesforceTarget, StiggTarget } from '#shared/domain/profile-connection'
import type { Release, UpdateTrouble } from '#shared/domain/update'
import type { Result } from '#shared/failure'

import type { StiggEnvironment } from './stigg-port.ts'

/* What the host around the core does for it, apart from both services and from what is kept. */

/**
 * Tells a person who looks elsewhere. Inside of the core it leaves out what the person switched off and puts many of a kind
 * together, so that whoever has something to tell calls it once for each.
 */
export interface NotifierPort {
  /** A click on it brings the window to the front, at the notice's path. */
  notify(notice: Notice): void
  /** How many items wait for the person; 0 takes the badge away. */
  badge(count: number): void
}

/** Where newer versions are announced. */
export interface UpdatesPort {
  /** null = none is named, and none is looked for. */
  readonly feedUrl: string | null
  /** What an administrator of this machine decided; null = the person decides. */
  readonly managed: 'on' | 'off' | null
  /** The newest release. Called only where there is a feed. */
  latest(
    signal?: AbortSignal,
  ): Promise<
    | { readonly ok: true; readonly release: Release }
    | { readonly ok: false; readonly trouble: UpdateTrouble; readonly status: number | null }
  >
}

/** What can be done with profiles while one of them is open. */
export interface ProfilesPort {
  /** The practice workspace first, then the others by name. */
  list(): readonly ProfileSummary[]
  current(): string
  /** Where a profile is connected; null for the practice workspace, and where its settings cannot be read. */
  connectionOf(id: string): ProfileConnection | null
  isWelcomed(): boolean
  keepWelcomed(): void
  /** Make the folder and the settings of a profile. @returns its ID */
  create(name: string, salesforce: SalesforceTarget, stigg: StiggTarget): Result<string>
  /**
   * Open a profile in place of the one that is open, which ends in the background; opening that very one opens it anew.
   * `link` is followed there.
   * Fails: `profile.not-found`, `profile.unreadable`, `profile.in-use`; the one that is open stays open then.
   */
  open(id: string, link?: string): Promise<Result<void>>
  /**
   * Revoke its session as far as that goes, and delete its folder. It must not be open.
   * Fails: `profile.not-found`, `profile.in-use`.
   */
  remove(
    id: string,
    journal: 'keep' | 'delete',
  ): Promise<Result<{ readonly isRevoked: boolean; readonly journalFolder: string | null }>>
}

/** Whose a Stigg key is, asked with that key and nothing else. */
export interface KeyCheckPort {
  /** Fails: `stigg.key-refused`, `stigg.*`. */
  environmentOf(key: string, signal?: AbortSignal): Promise<Result<StiggEnvironment>>
  /** Seal a key in the place of the one before. */
  keep(key: string): Promise<void>
}

/** What answered at an address, asked without a secret; all null where nothing did. */
export interface Probe {
  readonly url: string
  readonly status: number | null
  readonly roundTripMs: number | null
  /** How far its clock is ahead of this machine's. */
  readonly clockAheadMs: number | null
}

/** How the services can be reached from here. Never fails: what cannot be reached is told as such. */
export interface ProbesPort {
  salesforce(signal?: AbortSignal): Promise<Probe>
  stigg(signal?: AbortSignal): Promise<Probe>
  /** What the session may be used for, as Salesforce said when it gave the last token; null where it was given none. */
  scopes(): readonly string[] | null
}

/** What the app runs on. Names no machine and no person. */
export interface SystemPort {
  facts(): {
    readonly platform: string
    readonly release: string
    readonly arch: string
    readonly node: string
    readonly electron: string | null
  }
}
