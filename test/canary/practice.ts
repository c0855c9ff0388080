import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

import { worldIn, type World } from './calls.ts'
import type { Canaries } from './search.ts'
import { tap } from './tap.ts'

export interface TappedPractice {
  readonly practice: PracticeProcess
  /** The line that points a host at the services, by way of the taps. */
  readonly line: string
  readonly appUrl: string
  readonly world: Omit<World, 'companion' | 'appUrl'>
  close(): Promise<void>
}

/** Practice services whose every credential becomes a canary as it goes by. */
export async function startTappedPractice(canaries: Canaries): Promise<TappedPractice> {
  const practice = await startPracticeProcess()
  const tell = (name: string, secret: string) => canaries.hide(name, secret)
  const taps = await Promise.all([
    tap(practice.salesforce.url, 'an access token', tell),
    tap(practice.stigg.url, 'the Stigg key', tell),
    tap(practice.customerApp.url, 'a call-out secret', tell),
  ])
  const [salesforce, stigg, app] = taps
  const line = practice.line
    .replaceAll(practice.salesforce.url, salesforce.origin)
    .replaceAll(practice.stigg.url, stigg.origin)
    .replaceAll(practice.customerApp.url, app.origin)
  const given = JSON.parse(line) as {
    salesforce: { loginUrl: string; accessToken: string; refreshToken: string }
    stigg: { baseUrl: string; graphqlUrl: string; appUrl: string; apiKey: string }
  }
  const { loginUrl } = given.salesforce
  const { graphqlUrl, appUrl, apiKey } = given.stigg
  const targets = {
    salesforce: { ...practice.targets.salesforce, loginUrl },
    stigg: { baseUrl: new URL(given.stigg.baseUrl).origin, graphqlUrl, appUrl },
  }
  canaries.hide('an access token', given.salesforce.accessToken)
  canaries.hide('a refresh token', given.salesforce.refreshToken)
  canaries.hide('the Stigg key', given.stigg.apiKey)
  canaries.hide('a call-out secret', practice.customerApp.apiKey)
  return {
    practice,
    line,
    appUrl: app.origin,
    world: { ...(await worldIn(practice)), targets, stiggKey: apiKey },
    async close() {
      await Promise.all(taps.map((one) => one.close()))
      await practice.child.stop()
    },
  }
}
