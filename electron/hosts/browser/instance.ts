import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/**
 * The running instance of a data folder, in a file that only its owner can read: the next `npm start` finds it there and
 * asks it for a fresh start link. Whoever can read this file could read the folder's databases just as well.
 */
export const Instance = z.object({ port: z.number().int().min(1).max(65_535), secret: z.string().min(1) })
export type Instance = z.infer<typeof Instance>

const fileIn = (dataDir: string): string => path.join(dataDir, 'instance.json')

export function announceInstance(dataDir: string, instance: Instance): void {
  // Made anew each time: the mode of a file that is there already would stay as it is, and a link would be followed.
  rmSync(fileIn(dataDir), { force: true })
  writeFileSync(fileIn(dataDir), JSON.stringify(instance), { mode: 0o600, flag: 'wx' })
}

export const forgetInstance = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true })

function readInstance(dataDir: string): Instance | null {
  try {
    return Instance.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return null // None has announced itself, or it was killed while it did.
  }
}

/**
 * Ask the instance that has this folder for a fresh start link.
 * @returns its port and the link; null where no browser host answers (it was killed, or the desktop app has the folder)
 */
export async function askForLink(dataDir: string): Promise<{ readonly port: number; readonly url: string } | null> {
  const instance = readInstance(dataDir)
  if (instance === null) return null
  try {
    const answer = await fetch(`http://127.0.0.1:${instance.port}/handover`, {
      method: 'POST',
      headers: { authorization: `Bearer ${instance.secret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    })
    if (!answer.ok) return null
    // The port may be somebody else's by now, and what comes back is opened in a browser.
    const own = z.url().startsWith(`http://127.0.0.1:${instance.port}/#start=`)
    const { url } = z.object({ url: own }).parse(await answer.json())
    return { port: instance.port, url }
  } catch {
    return null // Nobody listens there any more, or somebody who is not ours.
  }
}
