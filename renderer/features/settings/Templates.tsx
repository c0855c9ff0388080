import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { memo } from 'react'

import type { TemplatePick } from '#shared/contract/settings'
import type { OrgChoices } from '#shared/domain/org-choices'
import type { Template } from '#shared/domain/template'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { copyName, PlaceActs } from './PlaceActs.tsx'
import styles from './Rules.module.css'
import { TemplateConditions } from './TemplateConditions.tsx'
import { TemplateTerms } from './TemplateTerms.tsx'
import type { EditedRules } from './use-rules.ts'

/** Named sets of terms, in the order in which they are tried: the first whose conditions a deal meets applies. */
export const Templates = memo(function Templates(props: {
  readonly templates: readonly Template[]
  /** What the org offers for conditions; null while it is read, and where it cannot be. */
  readonly choices: OrgChoices | null
  /** What is wrong at a path of the rules, in words. */
  readonly wrongAt: (at: string) => string | null
  readonly set: EditedRules['set']
}) {
  const { templates, choices } = props
  const change = (next: Template[]): void => props.set({ templates: next })
  const queries = useQueries()
  const put = (id: string, part: (template: Template) => Template): void =>
    change(templates.map((template) => (template.id === id ? part(template) : template)))
  const newId = (): string => {
    const taken = new Set(templates.map(({ id }) => id))
    const number = [...Array(templates.length + 1).keys()]
      .map((index) => index + 1)
      .find((n) => !taken.has(`template-${n}`))
    return `template-${number ?? templates.length + 1}`
  }
  const add = (): void => {
    const when = { stages: [], opportunityTypes: [], recordTypes: [], amountFrom: null, amountTo: null, planIds: [] }
    change([...templates, { id: newId(), name: 'New template', when, values: {} }])
  }
  const picks = useMutation(queries.settings.picks.mutationOptions())
  const plans = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data?.plans ?? []
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
            <PlaceActs
              items={templates}
              index={index}
              name={template.name}
              moves={['Try it before the one above', 'Try it after the one below']}
              copyOf={({ name, ...one }) => ({ ...one, id: newId(), name: copyName(name) })}
              onChange={change}
            />
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
      {picks.error === null ? null : <FailurePanel {...sayFailure(failureOf(picks.error))} />}
    </section>
  )
})

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
