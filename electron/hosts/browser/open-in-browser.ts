import open from 'open'

/** Whether there is a screen that a browser could open on. */
const hasDisplay = (env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/**
 * Open an address in the default browser, where there is a screen.
 * @returns whether a browser was asked; false is no failure, the address was printed
 */
export async function openInBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (!hasDisplay(env, platform)) return false
  try {
    const browser = await open(url)
    // Without a listener, a missing opener would end this process.
    browser.once('error', () => undefined)
    return true
  } catch {
    return false // No opener on this system: the printed address does.
  }
}
