import { app } from 'electron'
import path from 'node:path'

const scheme = 'stigg-companion'
/** Beyond this a link is none of ours; the core's own parser says what is. */
const longest = 2000
/** Links that wait for the core at once: more come from nobody who means well. */
const mostWaiting = 20

const isOurs = (text: string): boolean =>
  text.length <= longest && text.toLowerCase().startsWith(`${scheme}://`) && !/[\p{Cc}\s"]/u.test(text)

/** The link among the words of a command line; whatever else stands there is not for us. */
export const linkIn = (argv: readonly string[]): string | undefined => argv.find(isOurs)

export interface DeepLinks {
  /** From now on every link goes there, those that came before first. */
  deliverTo(open: (link: string) => void): void
}

/** Tell the system that links of ours are for this app; an unpackaged one is Electron with a path as its first word. */
function claimScheme(): void {
  const [, script] = process.argv
  if (app.isPackaged || script === undefined) app.setAsDefaultProtocolClient(scheme)
  else app.setAsDefaultProtocolClient(scheme, process.execPath, [path.resolve(script)])
}

/**
 * Take the links that the system hands to this app: on the command line (a cold start on Windows and Linux), from a second
 * instance, or as an event of macOS. Has to be called before Electron is ready, or the link that started the app is lost.
 * What is no link of ours, or is far too long to be one, is dropped unread.
 * @param arrived called at each one, and at a second start without any, to bring the window to the front or to open it
 */
export function takeDeepLinks(argv: readonly string[], arrived: () => void): DeepLinks {
  let open: ((link: string) => void) | null = null
  const waiting: string[] = []
  const take = (link: string | undefined): void => {
    if (link === undefined || !isOurs(link)) return
    if (open !== null) open(link)
    else if (waiting.length < mostWaiting) waiting.push(link)
  }
  take(linkIn(argv))
  claimScheme()
  app.on('open-url', (event, url) => {
    event.preventDefault()
    take(url)
    arrived()
  })
  app.on('second-instance', (_event, theirs) => {
    take(linkIn(theirs))
    arrived()
  })
  return {
    deliverTo(target) {
      open = target
      for (const link of waiting.splice(0)) target(link)
    },
  }
}
