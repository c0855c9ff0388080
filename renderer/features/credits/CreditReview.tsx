import { Button, Checkbox } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'

import type { CreditPreview } from '#shared/contract/credits'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { weightOf, type GrantFindingCode } from '#shared/domain/grant-rules'

import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { HelpLink } from '../../ui/HelpLink.tsx'
import { formatMoney, formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import { Sentences } from '../../ui/Sentences.tsx'
import { grantTitles, sayGrant, sayGrantFinding, sayVoid } from '../../words/credits.ts'
import { helpPath } from '../../words/help-path.ts'
import { collections } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import { useWriteGuards } from '../provisioning/use-write-guards.ts'
import { WriteFooter, WriteGuards } from '../provisioning/WriteGuards.tsx'
import { Wire } from '../runs/index.ts'
import styles from './Credits.module.css'

/** What a person agrees to: what happens, the balance before and after, the exact request, and one button. */
export function CreditReview(props: {
  readonly preview: CreditPreview
  readonly status: WorkspaceStatus | undefined
  readonly timeZone: string
  readonly busy: boolean
  readonly onApply: (acknowledged: readonly string[], typed: string) => void
  /** Back to the form; null where there is none. */
  readonly onBack: (() => void) | null
  readonly onCancel: () => void
}) {
  const { preview, status } = props
  const { act, findings, before, after, currencyName, customerName, ordinal, grant } = preview
  const [ticked, setTicked] = useState<readonly string[]>([])
  const isVoid = act.kind === 'void-grant'
  const customerId = isVoid ? act.customerId : act.request.customerId
  const of = (weight: ReturnType<typeof weightOf>) => findings.filter((finding) => weightOf(finding) === weight)
  const guards = useWriteGuards({
    status,
    errors: of('error').length,
    unticked: of('warning').filter(({ code }) => !ticked.includes(code)).length,
    retype: customerId,
    asksToType: of('typed').length > 0,
  })
  const day = (moment: string): string => formatFullDay(dayOf(moment, props.timeZone))
  const label = isVoid
    ? `Void the grant of ${formatNumber(grant?.granted ?? '0')}`
    : `Grant ${formatNumber(act.request.amount)} ${currencyName}`
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        {of('error').length === 0 ? null : (
          <ul className={styles.findings} aria-label="Errors">
            {of('error').map((finding) => (
              <li key={finding.code} data-weight="error">
                {sayGrantFinding(finding)} <About code={finding.code} />
              </li>
            ))}
          </ul>
        )}
        {grant === null
          ? null
          : sayVoid({ ...preview, grant }, day).map(({ heading, sentences }, index) => (
              <section key={heading} className={index === 0 ? sheet.final : styles.part}>
                <h3>{heading}</h3>
                <Sentences of={sentences} />
              </section>
            ))}
        {isVoid ? null : (
          <section>
            <h3>What happens</h3>
            <p>{sayGrant(act.request, preview, day)}</p>
            {act.request.cost === null || act.request.collection === null ? null : (
              <p>
                The grant costs {formatMoney(act.request.cost)} in all:{' '}
                {collections[act.request.collection].toLowerCase()}.
              </p>
            )}
            {ordinal !== null && ordinal > 1 ? (
              <p>
                <strong>
                  This is grant number {ordinal} of its kind for {customerName}.
                </strong>
              </p>
            ) : null}
          </section>
        )}
        <h3>Balance of {currencyName}</h3>
        <p className={styles.change}>
          <span>
            <span className={prose.heard}>before: </span>
            {formatNumber(before.balance)}
          </span>
          <IconArrowRight size={16} aria-hidden />
          <strong>
            <span className={prose.heard}>after: </span>
            {formatNumber(after)}
          </strong>
        </p>
        <p className={prose.soft}>
          {before.source === 'stigg'
            ? 'As Stigg says it.'
            : 'Added up from the grants in force: Stigg says no balance here.'}
          {isVoid ? '' : ' After: once the grant is in effect, and paid where it has to be.'}
        </p>
        {of('warning').length + of('typed').length + of('info').length === 0 ? null : (
          <>
            <h3>{of('warning').length + of('typed').length === 0 ? 'To know' : 'To agree to'}</h3>
            <ul className={styles.findings}>
              {of('info').map((finding) => (
                <li key={finding.code}>
                  {sayGrantFinding(finding)} <About code={finding.code} />
                </li>
              ))}
              {of('warning').map((finding) => (
                <li key={finding.code}>
                  <Checkbox
                    label={sayGrantFinding(finding)}
                    checked={ticked.includes(finding.code)}
                    onChange={({ currentTarget: { checked } }) =>
                      setTicked(checked ? [...ticked, finding.code] : ticked.filter((code) => code !== finding.code))
                    }
                  />
                  <About code={finding.code} />
                </li>
              ))}
              {of('typed').map((finding) => (
                <li key={finding.code}>
                  {sayGrantFinding(finding)} <About code={finding.code} />
                </li>
              ))}
            </ul>
          </>
        )}
        <h3>What is sent</h3>
        <Wire requests={preview.requests} />
        <WriteGuards guards={guards} />
      </div>
      <WriteFooter
        guards={guards}
        label={label}
        takesAway={isVoid}
        busy={props.busy}
        onWrite={(typed) => props.onApply(ticked, typed)}
        onCancel={props.onCancel}
      >
        {props.onBack === null ? null : (
          <Button variant="subtle" color="gray" disabled={props.busy} onClick={props.onBack}>
            Change it
          </Button>
        )}
      </WriteFooter>
    </div>
  )
}

/** The way to the page about a finding. */
const About = ({ code }: { readonly code: GrantFindingCode }) => (
  <HelpLink href={helpPath(`grant.${code}`)} about={grantTitles[code]} id={code} />
)
