import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Configuration } from 'electron-builder'

type Fuses = NonNullable<Configuration['electronFuses']>

const wire: Readonly<Record<string, FuseV1Options>> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** Which fuses of a packed binary stand otherwise than the configuration says, in sentences. */
export async function wrongFuses(binary: string, fuses: Fuses): Promise<string[]> {
  const states = await getCurrentFuseWire(binary)
  return Object.entries(wire).flatMap(([name, option]) => {
    const wanted = fuses[name as keyof Fuses] === true
    const is = states[option] === FuseState.ENABLE
    return wanted === is ? [] : [`The fuse ${name} is ${is ? 'on' : 'off'}.`]
  })
}

const expected = [/^dist\/(main|preload|renderer)(\/|$)/, /^dist$/, /^package\.json$/]

/** Files in a packed app.asar that have no business there. */
export function strangersIn(asar: string): string[] {
  return listPackage(asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((name) => name.endsWith('.map') || !expected.some((pattern) => pattern.test(name)))
}
