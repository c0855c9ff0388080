import { trialHeader } from '#shared/domain/call-out'
import type { WireRequest } from '#shared/domain/run'
import type { CallOutStep } from '#shared/domain/step'

/** The request of a call-out as it is sent, but for its key; a header that holds a secret names it instead. */
export const requestsFor = ({ call, trial }: CallOutStep): readonly WireRequest[] => [
  {
    service: 'call-out',
    method: call.method,
    path: call.url,
    body: JSON.parse(call.body) as unknown,
    headers: Object.fromEntries([
      ...call.headers.map(({ name, value }): [string, string] => [
        name,
        value.kind === 'plain' ? value.text : `(secret: ${value.secretName})`,
      ]),
      ...(trial ? [[trialHeader, 'true'] as const] : []),
    ]),
  },
]
