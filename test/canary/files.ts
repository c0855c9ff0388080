import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** Every file below a folder, with its bytes. */
export const filesBelow = (folder: string): { readonly name: string; readonly bytes: Uint8Array }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }))
