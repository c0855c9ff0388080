import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import { feedAddress } from '#adapters/updates/create-update-feed'
import { readReleaseText } from '#adapters/updates/release-file'
import type { LogPort, UpdatesPort } from '#core/ports'

/** What an administrator puts on a machine, for every user of it. */
const Policy = z.object({
  updates: z.enum(['on', 'off']).nullable().default(null),
  /** Address of the company's own feed, in the place of the one that the app was packaged with. */
  updateFeed: z.string().max(2000).nullable().default(null),
})

type Environment = Readonly<Record<string, string | undefined>>

/** Where an administrator's file lies: a folder that a user may read and not write. */
export function policyFile(env: Environment, platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'darwin':
      return '/Library/Application Support/Stigg Companion/policy.json'
    case 'win32':
      return path.win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Stigg Companion', 'policy.json')
    default:
      return '/etc/stigg-companion/policy.json'
  }
}

/** A file that is not there has nothing to say. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

/** One that cannot be read was put there for a reason: nothing is asked of anybody until it can. */
function readPolicy(file: string, log: LogPort): z.infer<typeof Policy> {
  try {
    const text = textOf(file)
    return Policy.parse(text === null ? {} : JSON.parse(text))
  } catch {
    log.warn('The administrator’s file cannot be read; no newer version is looked for', { file })
    return { updates: 'off', updateFeed: null }
  }
}

/** The feed that the package was built with. Source: electron-builder writes it as `app-update.yml` among its resources. */
function packagedFeed(file: string | null): string | null {
  if (file === null) return null
  try {
    return readReleaseText(readFileSync(file, 'utf8')).values.get('url') ?? null
  } catch {
    return null // A build without a feed has no such file.
  }
}

/**
 * Whether a newer version may be looked for, and where. The administrator's file wins, then `STIGG_COMPANION_UPDATES` (`on`, or
 * anything else for off); where neither says a word the person decides. The feed is the package's own, unless the administrator
 * names another; a copy that was not packaged has none.
 */
export function updatePolicy(options: {
  /** Absolute path of the package's `app-update.yml`; null where the app is not packaged. */
  readonly feedFile: string | null
  readonly log: LogPort
  readonly env?: Environment
  readonly policyFile?: string
}): Pick<UpdatesPort, 'feedUrl' | 'managed'> {
  const { env = process.env, log } = options
  const policy = readPolicy(options.policyFile ?? policyFile(env), log)
  const asked = env['STIGG_COMPANION_UPDATES']
  const byEnvironment = asked === undefined || asked === '' ? null : asked === 'on' ? 'on' : 'off'
  const feedUrl = policy.updateFeed ?? packagedFeed(options.feedFile)
  if (feedUrl !== null && feedAddress(feedUrl) === null) {
    log.warn('The feed of newer versions has no address that begins with https', {})
    return { feedUrl: null, managed: policy.updates ?? byEnvironment }
  }
  return { feedUrl, managed: policy.updates ?? byEnvironment }
}
