import { consumerKeyDoubt, loginHostOf } from '#shared/domain/login-host'
import { lostConsumerKey, usualRedirectPorts, type SalesforceTarget } from '#shared/domain/profile-connection'

import { hostRefusals, keyDoubts } from '../../words/guide.ts'

/** What stands in the form, as it was typed. */
export interface SalesforceInput {
  readonly where: 'production' | 'sandbox' | 'my-domain'
  readonly domain: string
  readonly clientId: string
  readonly ports: string
}

const generic = { production: 'https://login.salesforce.com', sandbox: 'https://test.salesforce.com' } as const

export const emptyInput: SalesforceInput = {
  where: 'my-domain',
  domain: '',
  clientId: '',
  ports: usualRedirectPorts.join(', '),
}

/** What the form of a profile that is there already starts with. */
export function inputOf({ loginUrl, clientId, redirectPorts }: SalesforceTarget): SalesforceInput {
  const where = loginUrl === generic.production ? 'production' : loginUrl === generic.sandbox ? 'sandbox' : 'my-domain'
  // Of a profile whose settings were lost nothing of this is known.
  if (clientId === lostConsumerKey) return emptyInput
  return { where, domain: where === 'my-domain' ? loginUrl : '', clientId, ports: redirectPorts.join(', ') }
}

/** The ports that were typed; null where they are none that could be listened on. */
export function portsOf(typed: string): number[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '')
  const ports = [...new Set(parts.map(Number))]
  const isSound = ports.every((port) => Number.isInteger(port) && port >= 1024 && port <= 65_535)
  return isSound && ports.length >= 1 && ports.length <= 5 ? ports : null
}

export interface Problems {
  readonly domain: string | null
  readonly clientId: string | null
  readonly ports: string | null
}

/** The target that was typed, or what is wrong with each field. */
export function read(input: SalesforceInput): {
  readonly target: SalesforceTarget | null
  readonly problems: Problems
} {
  const host =
    input.where === 'my-domain'
      ? loginHostOf(input.domain)
      : ({ ok: true, loginUrl: generic[input.where], mended: null } as const)
  const doubt = consumerKeyDoubt(input.clientId)
  const redirectPorts = portsOf(input.ports)
  const problems = {
    domain: host.ok ? null : hostRefusals[host.why],
    clientId: doubt === null ? null : keyDoubts[doubt],
    ports: redirectPorts === null ? 'Enter one to five ports from 1024 to 65535, with commas between them.' : null,
  }
  const isSound = host.ok && doubt === null && redirectPorts !== null
  return {
    target: isSound ? { loginUrl: host.loginUrl, clientId: input.clientId.trim(), redirectPorts } : null,
    problems,
  }
}
