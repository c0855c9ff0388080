import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { TemplatePick } from '#shared/contract/settings'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { Template } from '#shared/domain/template'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Rules.module.css'
import { TemplateConditions } from './TemplateConditions.tsx'
import { TemplateTerms } from './TemplateTerms.tsx'

/** Named sets of terms, in the order in which they are tried: the first whose conditions a deal meets applies. */
export function Templates(props: {
  readonly templates: readonly Template[]
  /** What the org offers for conditions; null while it is read, and where it cannot be. */
  readonly choices: OrgChoices | null
  /** What is wrong at a path of the rules, in words. */
  readonly wrongAt: (at: string) => string | null
  readonly onChange: (templates: Template[]) => void
}) {
  const { templates, choices } = props
  const queries = useQueries()
  const put = (id: string, change: (template: Template) => Template): void =>
    props.onChange(templates.map((template) => (template.id === id ? change(template) : template)))
  const newId = (): string => {
    const taken = new Set(templates.map(({ id }) => id))
    const number = [...Array(templates.length + 1).keys()]
      .map((index) => index + 1)
      .find((n) => !taken.has(`template-${n}`))
    return `template-${number ?? templates.length + 1}`
  }
  const add = (): void => {
    const when = { stages: [], opportunityTypes: [], recordTypes: [], amountFrom: null, amountTo: null, planIds: [] }
    props.onChange([...templates, { id: newId(), name: 'New template', when, values: {} }])
  }
  const duplicate = (template: Template, index: number): void =>
    props.onChange(
      templates.toSpliced(index + 1, 0, { ...template, id: newId(), name: `${template.name} (copy)`.slice(0, 80) }),
    )
  const picks = useMutation(queries.settings.picks.mutationOptions())
  const plans = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data?.plans ?? []
  /** Swap a template with the one above it. */
  const up = (index: number): void => {
    const [above, moved] = templates.slice(index - 1, index + 1)
    if (above && moved) props.onChange(templates.toSpliced(index - 1, 2, moved, above))
  }
  return (
    <section aria-label="Templates" id="settings-templates" className={styles.templates}>
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
            <Tooltip label="Try it after the one below">
              <ActionIcon
                variant="subtle"
                aria-label={`Move ${template.name} down`}
                disabled={index === templates.length - 1}
                onClick={() => up(index + 1)}
              >
                <IconArrowDown size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Duplicate">
              <ActionIcon
                variant="subtle"
                aria-label={`Duplicate ${template.name}`}
                onClick={() => duplicate(template, index)}
              >
                <IconCopy size={15} aria-hidden />
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
          <TemplateConditions
            template={template}
            offered={{
              stages: choices?.stages ?? [],
              opportunityTypes: choices?.opportunityTypes ?? [],
              recordTypes: choices?.recordTypes ?? [],
              planIds: plans.map(({ id }) => id),
            }}
            wrongAt={(field) => props.wrongAt(`templates.${index}.when.${field}`)}
            onChange={(when) => put(template.id, (one) => ({ ...one, when }))}
          />
          <TemplateTerms
            wrongAt={(field) => props.wrongAt(`templates.${index}.values.${field}`)}
            values={template.values}
            name={template.name}
            onChange={(values) => put(template.id, (one) => ({ ...one, values }))}
          />
          <Picked pick={picks.data?.find(({ templateId }) => templateId === template.id)} />
        </fieldset>
      ))}
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={add}>
          Add a template
        </Button>
        {templates.length === 0 ? null : (
          <Button
            variant="default"
            size="compact-xs"
            loading={picks.isPending}
            onClick={() => picks.mutate({ templates: [...templates] })}
          >
            Which deals would they be picked for?
          </Button>
        )}
      </div>
      {picks.error === null ? null : (
        <FailurePanel
          {...sayFailure(failureOf(picks.error))}
          details={JSON.stringify(failureOf(picks.error), null, 2)}
        />
      )}
    </section>
  )
}

/** How many of the deals here it would be picked for, as the templates stood when that was asked. */
function Picked({ pick }: { readonly pick: TemplatePick | undefined }) {
  if (!pick) return null
  const more = pick.deals - pick.first.length
  return (
    <p className={styles.told}>
      {pick.deals === 0 ? 'Picked for none of the deals here.' : `Picked for ${plural(pick.deals, 'deal')}: `}
      {pick.first.map(({ name }) => name).join(', ')}
      {more > 0 ? ` and ${more} more.` : ''}
    </p>
  )
}
