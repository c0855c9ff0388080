import { findingCodes, severities, type FindingCode, type Severity } from '#shared/domain/finding'
import { grantFindings, type GrantFindingCode } from '#shared/domain/grant-rules'
import { failureCodes, type FailureCode } from '#shared/failure'

import { grantTitles } from './credits.ts'
import { sayFailure } from './failures.ts'
import { findingWords } from './findings.ts'
import { appHelp } from './help/app.ts'
import { billingHelp } from './help/billing.ts'
import { callOutHelp } from './help/call-out.ts'
import { catalogueHelp } from './help/catalogue.ts'
import { creditsHelp } from './help/credits.ts'
import { dealHelp } from './help/deal.ts'
import { grantHelp } from './help/grants.ts'
import { mappingHelp } from './help/mapping.ts'
import { helpTopics, type HelpCode, type HelpPage, type HelpTopic } from './help/parts.ts'
import { profileHelp } from './help/profiles.ts'
import { serviceHelp } from './help/services.ts'
import { termsHelp } from './help/terms.ts'
import type { GrantHelpCode } from './help-path.ts'
import { workflowsHelp } from './help/workflows.ts'

export type { HelpCode, HelpStep } from './help/parts.ts'

const ofFindings: Record<FindingCode, HelpPage> = {
  ...dealHelp,
  ...mappingHelp,
  ...catalogueHelp,
  ...billingHelp,
  ...termsHelp,
}

/** Where a check and a failure share a code, the check's page speaks of both. */
const ofFailures: Record<Exclude<FailureCode, FindingCode>, HelpPage> = {
  ...serviceHelp,
  ...callOutHelp,
  ...creditsHelp,
  ...workflowsHelp,
  ...appHelp,
  ...profileHelp,
}

const pages: Record<HelpCode, HelpPage> = { ...ofFindings, ...ofFailures, ...grantHelp }

export const isHelpCode = (text: string): text is HelpCode => Object.hasOwn(pages, text)
const isFinding = (code: HelpCode): code is FindingCode => Object.hasOwn(severities, code)
const grantCodes = Object.keys(grantFindings) as GrantFindingCode[]
const grantPages = grantCodes.map((code): GrantHelpCode => `grant.${code}`)
const isOfGrant = (code: HelpCode): code is GrantHelpCode => Object.hasOwn(grantHelp, code)
// By its type such a code is the prefix and the code of a check.
const checkOf = (code: GrantHelpCode) => code.slice('grant.'.length) as GrantFindingCode

export interface HelpEntry extends HelpPage {
  readonly code: HelpCode
  readonly title: string
  readonly topicName: string
  /** Of a check: how much it weighs. Null on what is a failure alone. */
  readonly severity: Severity | 'typed' | null
  /** What a check is about. */
  readonly about: 'deal' | 'grant'
  /** Of a failure: whether anything was changed. */
  readonly changed: string | null
}

export function helpOn(code: HelpCode): HelpEntry {
  const page = pages[code]
  const about = isOfGrant(code) ? 'grant' : 'deal'
  const common = { ...page, code, topicName: helpTopics[page.topic], about } as const
  if (isOfGrant(code)) {
    const check = checkOf(code)
    return { ...common, title: grantTitles[check], severity: grantFindings[check], changed: null }
  }
  if (isFinding(code)) {
    return { ...common, title: findingWords[code].title, severity: severities[code], changed: null }
  }
  const said = sayFailure({ code, message: '', facts: {} })
  return { ...common, title: said.title, severity: null, changed: said.changed }
}

const codes: readonly HelpCode[] = [...new Set<HelpCode>([...findingCodes, ...grantPages, ...failureCodes])]

const textOf = (entry: HelpEntry): string =>
  [entry.title, entry.code, entry.topicName, entry.means, entry.why, ...entry.steps.map(({ what }) => what)]
    .join(' ')
    .toLowerCase()

/** The pages whose text has every word, group by group; what has them in its title or code comes first in its group. */
export function helpOf(search: string): readonly { readonly topic: string; readonly entries: readonly HelpEntry[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const inName = ({ title, code }: HelpEntry): boolean =>
    words.every((word) => `${title} ${code}`.toLowerCase().includes(word))
  const found = codes.map(helpOn).filter((entry) => words.every((word) => textOf(entry).includes(word)))
  return (Object.keys(helpTopics) as HelpTopic[]).flatMap((topic) => {
    const entries = found
      .filter((entry) => entry.topic === topic)
      .toSorted((a, b) => Number(inName(b)) - Number(inName(a)))
    return entries.length === 0 ? [] : [{ topic: helpTopics[topic], entries }]
  })
}
