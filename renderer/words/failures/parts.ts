import { fact, type Facts } from '../facts.ts'

export interface FailureWords {
  readonly title: string | ((facts: Facts) => string)
  /** What happened, to which record. */
  readonly happened: (facts: Facts) => string
  /** Whether anything was changed. */
  readonly changed: 'nothing' | 'not-known' | 'see-run'
  /** What to do. */
  readonly todo: string | ((facts: Facts) => string)
}

/** Words that may depend on the facts. */
export const said = (words: string | ((facts: Facts) => string), facts: Facts): string =>
  typeof words === 'string' ? words : words(facts)

export const nothing = 'nothing' as const

/** What the service itself gave as its reason, word for word. */
export const service = (facts: Facts): string => {
  const said = fact(facts, ['message', 'said', 'reason'], '')
  return said === '' ? '' : ` It said: “${said.replace(/\.$/, '')}.”`
}

/** The record that a failure is about, by the name that its facts give. */
export const record = (facts: Facts, otherwise: string): string =>
  fact(facts, ['name', 'record', 'recordId', 'id'], otherwise)
