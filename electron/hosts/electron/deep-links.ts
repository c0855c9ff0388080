import { app } from 'electron'

const scheme = 'stigg-companion'

const linkIn = (argv: readonly string[]): string | undefined =>
  argv.find((argument) => argument.startsWith(`${scheme}://`))

export interface DeepLinks {
  /** From now on every link goes there, those that came before first. */
  deliverTo(open: (link: string) => void): void
}

/**
 * Take the links that the system hands to this app: on the command line (a cold start), from a second instance, or as an
 * event of macOS. Has to be called before Electron is ready, or the link that started the app is lost.
 * @param arrived called at each one, to bring the window to the front
 */
export function takeDeepLinks(argv: readonly string[], arrived: () => void): DeepLinks {
  let open: ((link: string) => void) | null = null
  const waiting: string[] = []
  const take = (link: string | undefined): void => {
    if (link === undefined) return
    if (open === null) waiting.push(link)
    else open(link)
  }
  take(linkIn(argv))
  app.setAsDefaultProtocolClient(scheme)
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
