import { Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react'

import { assertNever } from '#shared/assert-never'
import type { Finding } from '#shared/domain/finding'

import { HelpLink } from '../../ui/HelpLink.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { helpPath } from '../../words/help-path.ts'
import { findingWords, sayFinding, type EditableDetail } from '../../words/findings.ts'
import styles from './Findings.module.css'

const icons = { error: IconX, warning: IconAlertTriangle, info: IconInfoCircle }
const words = { error: 'Error', warning: 'Warning', info: 'Note' }

export interface FindingActs {
  /** How a moment is written as a day of the org's calendar. */
  readonly day: (moment: string) => string
  readonly urlOf: (finding: Finding) => string | null
  readonly onDetail: ((detail: EditableDetail) => void) | null
  readonly onReadAgain: (() => void) | null
  readonly onRuns: (() => void) | null
}

/** Findings, each with its sentence and what mends it; with ticks where warnings are to be agreed to. */
export function Findings(props: {
  readonly findings: readonly Finding[]
  readonly acts: FindingActs
  /** Without a ground of their own, where the place around them has one. */
  readonly bare?: boolean
  readonly ticks?: { readonly held: readonly string[]; readonly onTick: (key: string, ticked: boolean) => void }
}) {
  const { ticks } = props
  if (props.findings.length === 0) return null
  return (
    <ul className={styles.findings} data-bare={props.bare}>
      {props.findings.map((finding) => {
        const said = sayFinding(finding, props.acts.day)
        const Icon = icons[finding.severity]
        return (
          <li key={finding.key} className={styles.finding} data-severity={finding.severity} data-finding={finding.code}>
            {ticks !== undefined && finding.severity === 'warning' ? (
              <Checkbox
                className={styles.tick}
                aria-label={`Agree: ${said.title}`}
                checked={ticks.held.includes(finding.key)}
                onChange={(event) => ticks.onTick(finding.key, event.currentTarget.checked)}
              />
            ) : (
              <span className={styles.icon} title={words[finding.severity]}>
                <Icon size={15} stroke={2.2} aria-label={words[finding.severity]} />
              </span>
            )}
            <span className={styles.body}>
              <strong>{said.title}.</strong> <span>{said.sentence}</span>{' '}
              {finding.severity === 'info' ? null : <span className={styles.remedy}>{said.remedy}</span>}
            </span>
            <FindingAct finding={finding} acts={props.acts} />
            <HelpLink href={helpPath(finding.code)} about={said.title} id={finding.key} />
          </li>
        )
      })}
    </ul>
  )
}

function FindingAct({ finding, acts }: { readonly finding: Finding; readonly acts: FindingActs }) {
  const { action } = findingWords[finding.code]
  switch (action.kind) {
    case 'record': {
      const url = finding.record === null ? null : acts.urlOf(finding)
      if (url === null) return null
      return (
        <OutLink href={url} title={finding.record?.name}>
          {finding.record?.system === 'stigg' ? 'Open in Stigg' : 'Open in Salesforce'}
        </OutLink>
      )
    }
    case 'detail': {
      const { onDetail } = acts
      return onDetail === null ? null : <Act label={action.label} onClick={() => onDetail(action.detail)} />
    }
    case 'read-again':
      return acts.onReadAgain === null ? null : <Act label={action.label} onClick={acts.onReadAgain} />
    case 'run':
      return acts.onRuns === null ? null : <Act label={action.label} onClick={acts.onRuns} />
    case 'none':
      return null
    default:
      return assertNever(action)
  }
}

const Act = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <button type="button" className={styles.act} onClick={onClick}>
    {label}
  </button>
)
