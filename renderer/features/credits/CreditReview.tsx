import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'

import type { CreditPreview } from '#shared/contract/credits'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { weightOf } from '#shared/domain/grant-rules'

import { useWindow } from '../../data/companion.tsx'
import { dayOf, formatFullDay } from '../../ui/dates.ts'
import { Keys } from '../../ui/Keys.tsx'
import { formatMoney, formatNumber } from '../../ui/numbers.ts'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { sayCreditAct, sayGrantFinding } from '../../words/credits.ts'
import { plural } from '../../words/facts.ts'
import { collections } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
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
  const { act, findings, before, after, currencyName, customerName, ordinal } = preview
  const first = useFocusOnMount<HTMLButtonElement>()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const mixedPairConfirmed = useWindow(({ mixedPairConfirmed }) => mixedPairConfirmed)
  const confirmMixedPair = useWindow(({ confirmMixedPair }) => confirmMixedPair)
  const isVoid = act.kind === 'void-grant'
  const customerId = isVoid ? act.customerId : act.request.customerId
  const of = (weight: ReturnType<typeof weightOf>) => findings.filter((finding) => weightOf(finding) === weight)
  const unticked = of('warning').filter(({ code }) => !ticked.includes(code)).length
  const asksToType = of('typed').length > 0 || status?.profile.access === 'retype'
  const isMixed = status?.profile.kind === 'mixed'
  const because =
    status?.profile.access === 'read-only'
      ? 'This profile is read-only.'
      : of('error').length > 0
        ? `${plural(of('error').length, 'error')} to mend first.`
        : unticked > 0
          ? `${plural(unticked, 'warning')} to tick.`
          : isMixed && !mixedPairConfirmed
            ? 'Confirm the mixed pair.'
            : asksToType && typed.trim() !== customerId
              ? `Type ${customerId}.`
              : null
  const apply = (): void => {
    if (because === null && !props.busy) props.onApply(ticked, typed)
  }
  useHotkeys('mod+enter', apply, { enableOnFormTags: true, preventDefault: true })
  const label = isVoid
    ? `Void the grant of ${formatNumber(preview.grant?.granted ?? '0')}`
    : `Grant ${formatNumber(act.request.amount)} ${currencyName}`
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        {of('error').length === 0 ? null : (
          <ul className={styles.findings} aria-label="Errors">
            {of('error').map((finding) => (
              <li key={finding.code} data-weight="error">
                {sayGrantFinding(finding)}
              </li>
            ))}
          </ul>
        )}
        <section {...(isVoid ? { className: sheet.final } : {})}>
          <h3>{isVoid ? 'What cannot be undone' : 'What happens'}</h3>
          <p>{sayCreditAct(preview, (moment) => formatFullDay(dayOf(moment, props.timeZone)))}</p>
          {isVoid || act.request.cost === null || act.request.collection === null ? null : (
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
        <h3>Balance of {currencyName}</h3>
        <p className={styles.change}>
          <span>
            <span className={styles.heard}>before: </span>
            {formatNumber(before.balance)}
          </span>
          <IconArrowRight size={16} aria-hidden />
          <strong>
            <span className={styles.heard}>after: </span>
            {formatNumber(after)}
          </strong>
        </p>
        <p className={styles.soft}>
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
                <li key={finding.code}>{sayGrantFinding(finding)}</li>
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
                </li>
              ))}
              {of('typed').map((finding) => (
                <li key={finding.code}>{sayGrantFinding(finding)}</li>
              ))}
            </ul>
          </>
        )}
        <h3>What is sent</h3>
        <Wire requests={preview.requests} />
        {isMixed ? (
          <Checkbox
            mt="sm"
            label="One of the two services is production and the other is not. I mean to write to this pair, for this session."
            checked={mixedPairConfirmed}
            onChange={confirmMixedPair}
          />
        ) : null}
        {asksToType ? (
          <TextInput
            mt="sm"
            maw={360}
            label={`Type ${customerId} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
      </div>
      <footer className={sheet.footer}>
        <Button variant="default" ref={first} data-autofocus onClick={props.onCancel}>
          Cancel
        </Button>
        {props.onBack === null ? null : (
          <Button variant="subtle" color="gray" disabled={props.busy} onClick={props.onBack}>
            Change it
          </Button>
        )}
        <span className={sheet.because} aria-live="polite">
          {because}
        </span>
        <Button
          disabled={because !== null}
          loading={props.busy}
          color={isVoid || status?.profile.kind === 'production' ? 'red' : 'indigo'}
          rightSection={because === null ? <Keys keys={['mod', 'enter']} /> : null}
          onClick={apply}
        >
          {label}
        </Button>
      </footer>
    </div>
  )
}
