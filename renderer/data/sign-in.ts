import type { Companion } from '#shared/contract/index'

const openTab = (url: string): void => void window.open(url, '_blank', 'noreferrer')

/**
 * Sign in to Salesforce: open the address in a browser as soon as it is known and wait until the sign-in came home.
 * @returns the user who signed in. Rejects with the call's failure.
 */
export async function signIn(companion: Companion, open: (url: string) => void = openTab): Promise<string> {
  const stream = await companion.workspace.signIn()
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return value.username
    open(value.authorizeUrl)
  }
}
