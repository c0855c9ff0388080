import { ActionIcon, Button, Select, Switch, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { memo } from 'react'

import { readyWorkflows } from '#shared/domain/ready-workflows'
import type { Workflow, WorkflowExpectation } from '#shared/domain/workflow'
import { workflowPlaces } from '#shared/domain/workflow-places'

import { optionsOf } from '../../words/states.ts'
import { expectations, purposes } from '../../words/workflows.ts'
import styles from './Rules.module.css'
import type { EditedRules } from './use-rules.ts'
import { WorkflowFields } from './WorkflowFields.tsx'

/** Where in the payload stands what is expected, for the expectations that need it. */
const usualPlace = { 'cancellation-date': '/cancellationDate', metadata: '/metadata', plan: '/targetPlanId' } as const
const expectationOf = (kind: WorkflowExpectation['kind']): WorkflowExpectation =>
  kind === 'nothing' || kind === 'changed' || kind === 'cancelled' ? { kind } : { kind, at: usualPlace[kind] }

/** The catalogue of workflows that can be fired from here: added, edited, duplicated and removed. */
export const Workflows = memo(function Workflows(props: {
  readonly workflows: readonly Workflow[]
  /** What is wrong at a path of the rules, in words. */
  readonly wrongAt: (at: string) => string | null
  readonly set: EditedRules['set']
}) {
  const { workflows } = props
  const change = (next: Workflow[]): void => props.set({ workflows: next })
  const put = (index: number, part: Partial<Workflow>): void =>
    change(workflows.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const newId = (): string => {
    const taken = new Set(workflows.map(({ id }) => id))
    const number = [...Array(workflows.length + 1).keys()].find((n) => !taken.has(`workflow-${n + 1}`)) ?? 0
    return `workflow-${number + 1}`
  }
  const add = (): void =>
    change([
      ...workflows,
      {
        id: newId(),
        name: 'New workflow',
        triggerId: 'new-workflow',
        purpose: 'other',
        description: '',
        fields: [],
        payload: JSON.stringify({ customerId: '{{customer.id}}' }, null, 2),
        isDestructive: false,
        expects: { kind: 'nothing' },
      },
    ])
  const missing = readyWorkflows.filter(({ id }) => !workflows.some((one) => one.id === id))
  return (
    <section aria-label="Workflows" id="settings-workflows" className={styles.templates}>
      <h3>Workflows</h3>
      <p className={styles.told}>
        Workflows of Stigg that begin with an API trigger, and can be fired from here. In the payload,{' '}
        <code>{'{{subscription.id}}'}</code> and the like stand for the chosen records, and{' '}
        <code>{'{{fields.key}}'}</code> for a field. What is not known is left out.
      </p>
      <details className={styles.told}>
        <summary>Every place</summary>
        <code>{workflowPlaces.map((place) => `{{${place}}}`).join(' ')}</code>
      </details>
      {workflows.length === 0 ? <p className={styles.told}>None.</p> : null}
      {workflows.map((workflow, index) => (
        <Entry
          key={workflow.id}
          workflow={workflow}
          wrongAt={(field) => props.wrongAt(`workflows.${index}.${field}`)}
          onChange={(part) => put(index, part)}
          onDuplicate={() =>
            change(
              workflows.toSpliced(index + 1, 0, {
                ...workflow,
                id: newId(),
                name: `${workflow.name} (copy)`.slice(0, 80),
              }),
            )
          }
          onRemove={() => change(workflows.filter(({ id }) => id !== workflow.id))}
        />
      ))}
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={add}>
          Add a workflow
        </Button>
        {missing.length === 0 ? null : (
          <Button variant="default" size="compact-xs" onClick={() => change([...workflows, ...missing])}>
            Put back the ready ones that are missing
          </Button>
        )}
      </div>
    </section>
  )
})

function Entry(props: {
  readonly workflow: Workflow
  readonly wrongAt: (field: string) => string | null
  readonly onChange: (change: Partial<Workflow>) => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}) {
  const { workflow, wrongAt, onChange } = props
  const { name, expects } = workflow
  return (
    <fieldset className={styles.template}>
      <legend>{name}</legend>
      <div className={styles.head}>
        <TextInput
          size="xs"
          aria-label={`Name of ${workflow.id}`}
          error={wrongAt('name')}
          value={name}
          onChange={({ currentTarget: { value } }) => onChange({ name: value })}
        />
        <Tooltip label="Duplicate">
          <ActionIcon variant="subtle" aria-label={`Duplicate ${name}`} onClick={props.onDuplicate}>
            <IconCopy size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Delete">
          <ActionIcon variant="subtle" color="red" aria-label={`Delete ${name}`} onClick={props.onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <details>
        <summary>
          {purposes[workflow.purpose]} · <code>{workflow.triggerId}</code>
        </summary>
        <div className={styles.workflow}>
          <TextInput
            size="xs"
            label="Trigger ID"
            description="As it is set on the workflow’s Stigg API trigger."
            error={wrongAt('triggerId')}
            value={workflow.triggerId}
            onChange={({ currentTarget: { value } }) => onChange({ triggerId: value })}
          />
          <Select
            size="xs"
            label="What it is for"
            data={optionsOf(purposes)}
            allowDeselect={false}
            value={workflow.purpose}
            onChange={(purpose) => purpose !== null && onChange({ purpose })}
          />
          <TextInput
            size="xs"
            label="Description"
            error={wrongAt('description')}
            value={workflow.description}
            onChange={({ currentTarget: { value } }) => onChange({ description: value })}
          />
          <Select
            size="xs"
            label="What is looked for afterwards"
            data={optionsOf(expectations)}
            allowDeselect={false}
            value={expects.kind}
            onChange={(kind) => kind !== null && onChange({ expects: expectationOf(kind) })}
          />
          {'at' in expects ? (
            <TextInput
              size="xs"
              label="Where in the payload it stands"
              description="A JSON Pointer."
              error={wrongAt('expects.at')}
              value={expects.at}
              onChange={({ currentTarget: { value } }) => onChange({ expects: { ...expects, at: value } })}
            />
          ) : null}
          <Switch
            size="xs"
            label="It ends or takes away something: in production the customer’s name is typed"
            checked={workflow.isDestructive}
            onChange={({ currentTarget: { checked } }) => onChange({ isDestructive: checked })}
          />
          <WorkflowFields
            fields={workflow.fields}
            workflowName={name}
            wrongAt={wrongAt}
            onChange={(fields) => onChange({ fields })}
          />
          <Textarea
            size="xs"
            label="Payload"
            className={styles.wide ?? ''}
            classNames={{ input: styles.mono ?? '' }}
            rows={7}
            spellCheck={false}
            error={wrongAt('payload')}
            value={workflow.payload}
            onChange={({ currentTarget: { value } }) => onChange({ payload: value })}
          />
        </div>
      </details>
    </fieldset>
  )
}
