import { ActionIcon, Button, NumberInput, Select, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { IconArrowUp, IconTrash } from '@tabler/icons-react'

import type { Template } from '#shared/domain/template'

import { billingPeriods, cadences, collections, optionsOf, prorations } from '../../words/states.ts'
import styles from './Rules.module.css'

type Values = Template['values']

/** Named sets of terms, in the order in which they are tried: the first whose conditions a deal meets applies. */
export function Templates(props: {
  readonly templates: readonly Template[]
  /** What is wrong at a path of the rules, in words. */
  readonly wrongAt: (at: string) => string | null
  readonly onChange: (templates: Template[]) => void
}) {
  const { templates } = props
  const put = (id: string, change: (template: Template) => Template): void =>
    props.onChange(templates.map((template) => (template.id === id ? change(template) : template)))
  const add = (): void => {
    const taken = new Set(templates.map(({ id }) => id))
    const number = [...Array(templates.length + 1).keys()]
      .map((index) => index + 1)
      .find((n) => !taken.has(`template-${n}`))
    const when = { stages: [], opportunityTypes: [], recordTypes: [], amountFrom: null, amountTo: null, planIds: [] }
    props.onChange([
      ...templates,
      { id: `template-${number ?? templates.length + 1}`, name: 'New template', when, values: {} },
    ])
  }
  const up = (index: number): void => {
    const [moved] = templates.slice(index, index + 1)
    if (moved)
      props.onChange([
        ...templates.slice(0, index - 1),
        moved,
        ...templates.slice(index - 1, index),
        ...templates.slice(index + 1),
      ])
  }
  return (
    <section aria-label="Templates" className={styles.templates}>
      <h3>Templates</h3>
      {templates.length === 0 ? <p className={styles.told}>None: the defaults above apply to every deal.</p> : null}
      {templates.map((template, index) => (
        <fieldset key={template.id} className={styles.template}>
          <legend>{template.name}</legend>
          <div className={styles.head}>
            <TextInput
              size="xs"
              aria-label={`Name of ${template.id}`}
              error={props.wrongAt(`templates.${index}.name`)}
              value={template.name}
              onChange={({ currentTarget: { value } }) => put(template.id, (one) => ({ ...one, name: value }))}
            />
            <Tooltip label="Try it before the one above">
              <ActionIcon
                variant="subtle"
                aria-label={`Move ${template.name} up`}
                disabled={index === 0}
                onClick={() => up(index)}
              >
                <IconArrowUp size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={`Delete ${template.name}`}
                onClick={() => props.onChange(templates.filter(({ id }) => id !== template.id))}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
          <Conditions
            template={template}
            wrongAt={(field) => props.wrongAt(`templates.${index}.when.${field}`)}
            onChange={(when) => put(template.id, (one) => ({ ...one, when }))}
          />
          <Terms
            wrongAt={(field) => props.wrongAt(`templates.${index}.values.${field}`)}
            values={template.values}
            name={template.name}
            onChange={(values) => put(template.id, (one) => ({ ...one, values }))}
          />
        </fieldset>
      ))}
      <Button variant="default" size="compact-xs" onClick={add}>
        Add a template
      </Button>
    </section>
  )
}

/** What a deal has to be; an empty field asks nothing. */
function Conditions({
  template,
  wrongAt,
  onChange,
}: {
  readonly template: Template
  readonly wrongAt: (field: string) => string | null
  readonly onChange: (when: Template['when']) => void
}) {
  const { when, name } = template
  const lists = [
    ['stages', 'Stages'],
    ['opportunityTypes', 'Types'],
    ['recordTypes', 'Record types'],
    ['planIds', 'Plan IDs'],
  ] as const
  const amount = (value: unknown): string | null => (/^\d+(\.\d+)?$/.test(String(value)) ? String(value) : null)
  return (
    <div className={styles.row}>
      <span>Applies when</span>
      {lists.map(([field, label]) => (
        <TagsInput
          key={field}
          size="xs"
          aria-label={`${label} of ${name}`}
          placeholder={`${label}: any`}
          value={when[field]}
          onChange={(value) => onChange({ ...when, [field]: value })}
        />
      ))}
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Amount from, of ${name}`}
        placeholder="Amount from"
        value={when.amountFrom ?? ''}
        onChange={(value) => onChange({ ...when, amountFrom: amount(value) })}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Amount to, of ${name}`}
        placeholder="Amount to"
        error={wrongAt('amountTo')}
        value={when.amountTo ?? ''}
        onChange={(value) => onChange({ ...when, amountTo: amount(value) })}
      />
    </div>
  )
}

/** What it says; an empty field leaves the default in force. */
function Terms({
  values,
  name,
  wrongAt,
  onChange,
}: {
  readonly values: Values
  readonly wrongAt: (field: string) => string | null
  readonly name: string
  readonly onChange: (values: Values) => void
}) {
  const put = <F extends keyof Values>(field: F, value: Values[F] | null | undefined): void => {
    const { [field]: _before, ...others } = values
    onChange(value === null || value === undefined ? others : { ...others, [field]: value })
  }
  const whole = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  const choice = { size: 'xs' as const, clearable: true }
  return (
    <div className={styles.row}>
      <span>Says</span>
      <Select
        {...choice}
        aria-label={`Billing period of ${name}`}
        placeholder="Billing period"
        data={optionsOf(billingPeriods)}
        value={values.billingPeriod ?? null}
        onChange={(value) => put('billingPeriod', value)}
      />
      <Select
        {...choice}
        aria-label={`Credits granted of ${name}`}
        placeholder="Credits granted"
        data={optionsOf(cadences)}
        value={values.creditCadence ?? null}
        onChange={(value) => put('creditCadence', value)}
      />
      <Select
        {...choice}
        aria-label={`Payment of ${name}`}
        placeholder="Payment"
        data={optionsOf(collections)}
        value={values.paymentCollection ?? null}
        onChange={(value) => put('paymentCollection', value)}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Days until due of ${name}`}
        placeholder="Days until due"
        min={1}
        max={365}
        clampBehavior="none"
        error={wrongAt('daysUntilDue')}
        value={values.daysUntilDue ?? ''}
        onChange={(value) => put('daysUntilDue', whole(value))}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Months of the term of ${name}`}
        placeholder="Term in months"
        min={1}
        max={120}
        clampBehavior="none"
        error={wrongAt('termMonths')}
        value={values.termMonths ?? ''}
        onChange={(value) => put('termMonths', whole(value))}
      />
      <NumberInput
        size="xs"
        hideControls
        aria-label={`Days of a trial of ${name}`}
        placeholder="Trial in days"
        min={1}
        max={730}
        clampBehavior="none"
        error={wrongAt('trial.days')}
        value={values.trial?.days ?? ''}
        onChange={(value) => {
          const days = whole(value)
          put('trial', days === null ? undefined : { days, endBehavior: values.trial?.endBehavior ?? null })
        }}
      />
      <Select
        {...choice}
        aria-label={`Proration of ${name}`}
        placeholder="Proration"
        data={optionsOf(prorations)}
        value={values.proration ?? null}
        onChange={(value) => put('proration', value)}
      />
    </div>
  )
}
