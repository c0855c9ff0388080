import path from 'node:path'

import { createSettings } from '#adapters/settings/create-settings'
import { practiceId } from '#adapters/settings/profile-registry'
import type { SettingsPort } from '#core/ports'
import type { SalesforceTarget, StiggTarget } from '#shared/domain/profile-connection'
import { ok, type Result } from '#shared/failure'

import { newProfile, noConnection } from './new-profile.ts'
import { openPractice, type OpenPractice } from './open-practice.ts'
import type { HostParts } from './open-ports.ts'
import { practiceProfile } from './practice-profile.ts'

/** Which services a profile is about, and its settings. */
export interface FarEnds {
  readonly salesforce: SalesforceTarget
  readonly stigg: StiggTarget
  readonly settings: SettingsPort
  /** The services that this app simulates; null where the profile is of an org. */
  readonly practice: OpenPractice | null
}

const settingsIn = (
  folder: string,
  parts: Pick<HostParts, 'openFile'>,
  defaults: Parameters<typeof createSettings>[2],
  at: string,
): SettingsPort =>
  createSettings(path.join(folder, 'settings.json'), () => parts.openFile(folder, 'settings'), defaults, at)

/** Start (or take) the practice services for the practice workspace, or look up where a profile is connected. Fails: `profile.unreadable`. */
export async function openFarEnds(
  id: string,
  folder: string,
  parts: Pick<HostParts, 'openFile' | 'practice'>,
  at: string,
): Promise<Result<FarEnds>> {
  if (id !== practiceId) {
    const settings = settingsIn(folder, parts, () => newProfile(id), at)
    // Where the file does not tell what it was connected to, the guide begins anew.
    const connection = () => settings.connection() ?? noConnection()
    const { salesforce, stigg } = connection()
    return ok({ salesforce, stigg, settings: { ...settings, connection }, practice: null })
  }
  const opened = await openPractice(path.join(folder, 'services'), parts.practice)
  if (!opened.ok) return opened
  const { salesforce, stigg } = opened.value.connection
  return ok({
    salesforce: {
      loginUrl: salesforce.loginUrl,
      clientId: salesforce.clientId,
      redirectPorts: salesforce.redirectUris.map((uri) => Number(new URL(uri).port)),
    },
    stigg: { baseUrl: stigg.baseUrl, graphqlUrl: stigg.graphqlUrl, appUrl: stigg.appUrl },
    settings: settingsIn(folder, parts, () => practiceProfile(stigg), at),
    practice: opened.value,
  })
}
