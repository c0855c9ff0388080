import { notOffered, trialEnds } from '../../../words/states.ts'
import { trialRuleWords } from '../../../words/trial-rules.ts'
import { DetailRow } from '../DetailRow.tsx'
import { TrialDetail } from '../TrialDetail.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import { Group } from './Group.tsx'
import { Why } from './Why.tsx'

/** Whether it starts as a trial, until when, and what happens then. */
export function TrialGroup({ context }: { readonly context: EditorContext }) {
  const { edited, edit, offered, timeZone, today } = context
  const trial = nowOf(context, 'trial')
  const summary = trial === null ? 'as the plan says' : trial.isTrial ? 'free trial' : 'no trial'
  const then = trial?.isTrial && trial.endBehavior ? ` · then ${trialEnds[trial.endBehavior].toLowerCase()}` : ''
  return (
    <Group
      title="Free trial"
      summary={summary + then}
      edited={'trial' in edited}
      startsOpen={trial?.isTrial === true || context.trialRules.some((rule) => rule !== 'replaces-subscription')}
    >
      {offered.trial === null ? (
        <DetailRow label="Trial" {...rowOf(context, 'trial')}>
          <TrialDetail timeZone={timeZone} today={today} value={trial} onChange={(value) => edit({ trial: value })} />
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.trial]}</Why>
      )}
      {context.trialRules.map((rule) => (
        <Why key={rule}>{trialRuleWords[rule]}</Why>
      ))}
    </Group>
  )
}
