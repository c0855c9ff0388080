import os from 'node:os'
import path from 'node:path'

/**
 * Where the app keeps its files, by the habits of each system; `STIGG_COMPANION_DATA` wins everywhere.
 * Nothing is made here: the folder may not exist yet.
 * Source: XDG Base Directory Specification; Apple File System Programming Guide; Windows Known Folders (RoamingAppData).
 */
export function dataDirFrom(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir(),
): string {
  const asked = env['STIGG_COMPANION_DATA']
  if (asked !== undefined && asked !== '') return path.resolve(asked)
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Stigg Companion')
    case 'win32':
      return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Stigg Companion')
    default: {
      const base = env['XDG_DATA_HOME']
      // The specification says that a relative path there is to be ignored.
      const root = base !== undefined && path.isAbsolute(base) ? base : path.join(home, '.local', 'share')
      return path.join(root, 'stigg-companion')
    }
  }
}
