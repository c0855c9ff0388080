import type { Play } from './plays.ts'

/** How a fault comes about in the middle of a run. */
export type FaultKind = {
  readonly name: string
  /** Why it cannot meet a step; null where it can. */
  readonly excludedFrom: (play: Play) => string | null
} & (
  | {
      /** The step's own request meets it: once, or every time until the run is taken up again. */
      readonly how: 'own-request'
      readonly fault: object | string
      readonly times: 1 | null
    }
  /** While the step is under way, the Salesforce session ends, and perhaps cannot be refreshed either. */
  | { readonly how: 'session-ends'; readonly canRefresh: boolean }
  /** While the step is under way, somebody else provisions the deal with another billing e-mail. */
  | { readonly how: 'second-person' }
  /** While the step is under way, the org's own flow provisions the deal. */
  | { readonly how: 'native-flow' }
  /** The host is ended with SIGKILL before the request is applied, or after it was and before its answer. */
  | { readonly how: 'killed'; readonly moment: 'hang' | 'hang-after' }
)

const anywhere = () => null
const inSalesforce = ({ service }: Play) => (service === 'salesforce' ? null : 'a fault of Salesforce alone')

const withSalesforce = ({ withoutSalesforce }: Play) =>
  withoutSalesforce ? 'the run asks nothing of Salesforce' : null

const own = (
  name: string,
  fault: object | string,
  excludedFrom: FaultKind['excludedFrom'] = anywhere,
): readonly FaultKind[] => [
  { name, how: 'own-request', fault, times: 1, excludedFrom },
  { name: `${name}, until resumed`, how: 'own-request', fault, times: null, excludedFrom },
]

export const faultKinds: readonly FaultKind[] = [
  ...own('connection reset before the request', 'reset-before'),
  ...own('connection reset after the request', 'reset-after'),
  ...own('429', '429'),
  ...own('429 with Retry-After', { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }),
  ...own('500', '500'),
  ...own('503', '503'),
  { name: 'timeout', how: 'own-request', fault: 'timeout', times: 1, excludedFrom: anywhere },
  {
    name: 'PAYMENT_REQUIRED',
    how: 'own-request',
    fault: 'PAYMENT_REQUIRED',
    times: 1,
    excludedFrom: ({ step }) => (step === 'provision-subscription' ? null : 'only a new subscription can be unpaid'),
  },
  {
    name: 'native flow at the same moment',
    how: 'native-flow',
    excludedFrom: ({ isDone }) => (isDone ? 'a flow does nothing to a subscription that runs' : null),
  },
  { name: 'second person, another draft', how: 'second-person', excludedFrom: anywhere },
  { name: 'expired Salesforce session', how: 'session-ends', canRefresh: true, excludedFrom: withSalesforce },
  { name: 'revoked refresh token', how: 'session-ends', canRefresh: false, excludedFrom: withSalesforce },
  ...own('UNABLE_TO_LOCK_ROW', 'UNABLE_TO_LOCK_ROW', inSalesforce),
  ...own('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', inSalesforce),
  { name: 'SIGKILL before', how: 'killed', moment: 'hang', excludedFrom: anywhere },
  { name: 'SIGKILL after', how: 'killed', moment: 'hang-after', excludedFrom: anywhere },
]
