import { assertNever } from '#shared/assert-never'
import type { Release, UpdateState } from '#shared/domain/update'

import { formatMoment } from '../ui/dates.ts'

export const sayAvailable = ({ version }: Pick<Release, 'version'>): string =>
  `Version ${version} of the companion is available.`

type Failed = Extract<UpdateState, { at: 'failed' }>

function sayTrouble({ trouble, status }: Failed, host: string): string {
  switch (trouble) {
    case 'unreachable':
      return `${host} did not answer. Check the network, or the proxy, and try again.`
    case 'refused':
      return `${host} answered with an error (HTTP ${String(status)}). Try again later, or tell your administrator.`
    case 'not-valid':
      return `What ${host} answered names no version. Tell your administrator.`
    default:
      return assertNever(trouble)
  }
}

/** How the look for a newer version stands, in sentences. */
export function sayUpdates(state: UpdateState, host: string | null, timeZone: string): string {
  switch (state.at) {
    case 'off':
      return offWords[state.because]
    case 'unknown':
      return 'Not looked for yet.'
    case 'current':
      return `This is the newest version. Looked for ${formatMoment(state.checkedAt, timeZone)}.`
    case 'available':
      return sayAvailable(state.release)
    case 'failed':
      return `Looking for a newer version failed ${formatMoment(state.checkedAt, timeZone)}: ${sayTrouble(state, host ?? 'The feed')}`
    default:
      return assertNever(state)
  }
}

const offWords: Readonly<Record<Extract<UpdateState, { at: 'off' }>['because'], string>> = {
  'no-feed': 'This copy of the app was built without a place to look for newer versions.',
  managed: 'Your administrator has switched off looking for newer versions.',
  setting: 'Newer versions are not looked for.',
}
