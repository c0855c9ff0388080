import type { ReactNode } from 'react'

import type { ActPreview } from '#shared/contract/acts'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Act } from '#shared/domain/act'

import { Name } from '../../ui/Name.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { Sentences } from '../../ui/Sentences.tsx'
import { actWords } from '../../words/acts.ts'
import { sayConsequences } from '../../words/consequences.ts'
import sheet from '../provisioning/Sheet.module.css'
import { useWriteGuards } from '../provisioning/use-write-guards.ts'
import { WriteFooter, WriteGuards } from '../provisioning/WriteGuards.tsx'
import { Wire } from '../runs/index.ts'
import styles from './Acts.module.css'

/** Acts that take something from a customer. */
const takesAway: ReadonlySet<Act['kind']> = new Set(['cancel', 'revoke-schedule'])

/** What an act brings about, what cannot be undone, the exact request, and one button named after it. */
export function ActReview(props: {
  /** As last read; null before that, or where a choice is missing. */
  readonly preview: ActPreview | null
  readonly kind: Act['kind']
  /** What is to do before there is anything to look at; null where nothing is. */
  readonly missing: string | null
  readonly status: WorkspaceStatus | undefined
  readonly timeZone: string
  readonly busy: boolean
  readonly onApply: (preview: ActPreview, typed: string) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const { preview, kind, status, timeZone } = props
  const customer = preview?.customerName ?? ''
  const { act: label, leave } = actWords[kind]
  const guards = useWriteGuards({
    status,
    retype: customer,
    missing: props.missing,
  })
  const said = sayConsequences(preview?.consequences ?? [], {
    say: (moment) => formatMoment(moment, timeZone),
    customer: customer || 'The customer',
    account: customer,
  })
  const happens = said.filter(({ final }) => !final)
  const final = said.filter((each) => each.final)
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        {preview === null ? null : (
          <p className={styles.about}>
            <Name>{customer}</Name>
            <CopyableId id={preview.subscription.id} label="subscription ID" />
          </p>
        )}
        {props.children}
        {happens.length === 0 ? null : (
          <>
            <h3>What happens</h3>
            <Sentences of={happens.map(({ sentence }) => sentence)} />
          </>
        )}
        {final.length === 0 ? null : (
          <section className={sheet.final}>
            <h3>What cannot be undone</h3>
            <Sentences of={final.map(({ sentence }) => sentence)} />
          </section>
        )}
        {preview === null ? null : (
          <>
            <p className={styles.zone}>Days and times are those of {timeZone}, the time zone of the Salesforce org.</p>
            <h3>What is sent, over Stigg’s API</h3>
            <Wire requests={preview.requests} />
            <WriteGuards guards={guards} />
          </>
        )}
      </div>
      <WriteFooter
        guards={guards}
        label={label}
        takesAway={takesAway.has(kind)}
        busy={props.busy}
        onWrite={(typed) => preview && props.onApply(preview, typed)}
        onCancel={props.onCancel}
        {...(leave === undefined ? {} : { leave })}
      />
    </div>
  )
}
