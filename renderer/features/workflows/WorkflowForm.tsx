import { Button, Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useSearchParams } from 'wouter'

import type { WorkflowSituation } from '#shared/contract/workflows'
import { isLive } from '#shared/domain/customer'
import { draftPayload, renderWorkflow } from '#shared/domain/render-workflow'
import type { Workflow, WorkflowCall } from '#shared/domain/workflow'
import { readPayload } from '#shared/domain/workflow-payload'
import { needsSubscription } from '#shared/domain/workflow-places'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { useHeld } from '../../data/use-held.ts'
import { useStatus } from '../../data/use-status.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Name } from '../../ui/Name.tsx'
import prose from '../../ui/prose.module.css'
import { sayValueProblem } from '../../words/workflows.ts'
import { FieldInput, type Offered } from './FieldInput.tsx'
import { Firings } from './Firings.tsx'
import { FireSheet } from './FireSheet.tsx'
import { PayloadEditor } from './PayloadEditor.tsx'
import styles from './Workflows.module.css'

const statusWords: Readonly<Record<string, string>> = {
  ACTIVE: 'active',
  IN_TRIAL: 'in trial',
  NOT_STARTED: 'not started yet',
  PAYMENT_PENDING: 'waits for payment',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
}

/** The subscription, the fields, and beside them the payload that they yield, or that is edited by hand. */
export function WorkflowForm(props: {
  readonly workflow: Workflow
  readonly situation: WorkflowSituation
  /** The one that a link names. */
  readonly subscriptionId: string | null
  readonly timeZone: string
  readonly onRead: () => void
}) {
  const { workflow, situation } = props
  const { customer, subscriptions, opportunity, org } = situation
  const queries = useQueries()
  const status = useStatus()
  const [, setSearch] = useSearchParams()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [edited, setEdited] = useState<string | null>(null)
  const [isTest, setIsTest] = useState(false)
  const [asked, setAsked] = useState(false)
  const [reviewed, setReviewed] = useState<WorkflowCall | null>(null)
  useHeld(edited !== null || Object.keys(values).length > 0 ? 'A workflow that was filled in' : null)
  const catalog = useQuery(queries.catalog.get.queryOptions({ staleTime: 300_000 })).data
  const firings = useWindow((state) => state.firings)
  const forgetFiring = useWindow((state) => state.forgetFiring)

  const plans = catalog?.plans ?? []
  const planName = (id: string): string => plans.find((plan) => plan.id === id)?.name ?? id
  const offeredSubscriptions = subscriptions.map(({ id, planId, status: state, resourceId }) => ({
    value: id,
    label: [planName(planId), statusWords[state] ?? state.toLowerCase(), resourceId, id]
      .filter((part) => part !== null)
      .join(' · '),
  }))
  const offered: Offered = {
    subscriptions: offeredSubscriptions,
    plans: plans.map(({ id, name }) => ({ value: id, label: `${name} · ${id}` })),
    addons: (catalog?.addons ?? []).map(({ id, name }) => ({ value: id, label: `${name} · ${id}` })),
  }
  const live = subscriptions.filter(isLive)
  const [only] = live.length === 1 ? live : []
  // A link may name one; else the only one that runs is meant.
  const chosenId = props.subscriptionId ?? only?.id ?? null
  const subscription = subscriptions.find(({ id }) => id === chosenId) ?? null
  const asksForOne = needsSubscription(workflow)
  const isMissing = asksForOne && subscription === null

  const subject = { customer, subscription, opportunity, org }
  const offer = {
    subscriptionIds: subscriptions.map(({ id }) => id),
    planIds: plans.map(({ id }) => id),
    addonIds: (catalog?.addons ?? []).map(({ id }) => id),
  }
  const rendered = renderWorkflow(workflow, subject, values, offer)
  const shown = JSON.stringify(draftPayload(workflow, subject, values), null, 2)
  const read = edited === null ? null : readPayload(edited, workflow, subject, offer)
  const isRight = !isMissing && (read === null ? rendered.ok : read.ok)
  const errorOf = (key: string): string | null => {
    // JSON is told at once where it stops being JSON; what is missing, once it is asked for.
    const problem = rendered.ok ? undefined : rendered.problems.find(({ field }) => field === key)
    return problem && (asked || problem.at !== null) ? sayValueProblem(problem) : null
  }
  const review = (): void => {
    setAsked(true)
    if (!isRight) return
    setReviewed({
      workflowId: workflow.id,
      customerId: customer.id,
      subscriptionId: subscription?.id ?? null,
      opportunityId: opportunity?.id ?? null,
      values: { ...values },
      payload: edited,
      isTest,
    })
  }
  useHotkeys('mod+enter', review, { enableOnFormTags: true, preventDefault: true, enabled: reviewed === null })
  const canWrite = status !== undefined && status.profile.access !== 'read-only'
  const mine = Object.values(firings).filter(
    (firing) => firing.workflowId === workflow.id && firing.customerId === customer.id,
  )
  return (
    <>
      <Firings firings={mine} timeZone={props.timeZone} onForget={forgetFiring} />
      <form
        className={styles.columns}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          review()
        }}
      >
        <div>
          <h2 className={prose.heading}>What is filled in</h2>
          <div className={styles.form}>
            {asksForOne || subscriptions.length > 0 ? (
              <Select
                className={styles.whole ?? ''}
                label="Subscription"
                required={asksForOne}
                data={offeredSubscriptions}
                value={subscription?.id ?? null}
                clearable={!asksForOne}
                disabled={subscriptions.length === 0}
                clearButtonProps={{ 'aria-label': 'Clear: Subscription' }}
                placeholder={subscriptions.length === 0 ? 'The customer has none' : 'Choose one'}
                error={(asked || props.subscriptionId !== null) && isMissing ? 'Choose one of the customer’s.' : null}
                onChange={(id) =>
                  setSearch((now) => {
                    if (id === null) now.delete('subscription')
                    else now.set('subscription', id)
                    return now
                  })
                }
              />
            ) : null}
            {edited === null
              ? workflow.fields.map((field) => (
                  <FieldInput
                    key={field.key}
                    field={field}
                    value={values[field.key] ?? ''}
                    error={errorOf(field.key)}
                    offered={offered}
                    timeZone={props.timeZone}
                    onChange={(value) => setValues({ ...values, [field.key]: value })}
                  />
                ))
              : null}
          </div>
          {edited === null ? null : (
            <p className={prose.soft}>The payload is edited by hand: the fields are put aside until that is undone.</p>
          )}
          {opportunity === null ? null : (
            <p className={prose.soft}>
              For the deal <Name>{opportunity.name}</Name>.
            </p>
          )}
          <div className={styles.acts}>
            <Switch
              label="Only a test: Stigg is told to change nothing"
              checked={isTest}
              onChange={({ currentTarget: { checked } }) => setIsTest(checked)}
            />
            <Button
              type="submit"
              disabled={!canWrite}
              title={canWrite ? undefined : 'This profile is read-only.'}
              rightSection={canWrite ? <Keys keys={['mod', 'enter']} /> : null}
            >
              Review
            </Button>
          </div>
        </div>
        <section aria-label="Payload">
          <div className={styles.partHead}>
            <h2 className={prose.heading}>The payload</h2>
            <Button variant="default" size="compact-xs" onClick={() => setEdited(edited === null ? shown : null)}>
              {edited === null ? 'Edit as JSON' : 'Back to the fields'}
            </Button>
          </div>
          {edited === null ? (
            <pre className={styles.pre}>{shown}</pre>
          ) : (
            <PayloadEditor
              text={edited}
              problems={read === null || read.ok ? [] : read.problems}
              onChange={setEdited}
            />
          )}
          <p className={prose.soft}>
            <code>correlationId</code>, the ID of the run, is added, so that the run can be found in Stigg’s log.
          </p>
        </section>
      </form>
      {reviewed === null ? null : (
        <FireSheet
          call={reviewed}
          planName={subscription === null ? null : planName(subscription.planId)}
          timeZone={props.timeZone}
          onClose={() => {
            setReviewed(null)
            props.onRead()
          }}
        />
      )}
    </>
  )
}
