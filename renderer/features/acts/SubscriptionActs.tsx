import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useLocation } from 'wouter'

import { cancellationTimesOf, type Act } from '#shared/domain/act'
import type { ProvisioningRules } from '#shared/domain/profile'
import { isLive, type Subscription } from '#shared/domain/customer'
import { isTrialNow, pendingUpdatesOf } from '#shared/domain/replacement'

import { useWindow } from '../../data/companion.tsx'
import { workflowPath, workflowsPath } from '../../data/paths.ts'
import { useStatus } from '../../data/use-status.ts'
import { actMenu, actWords } from '../../words/acts.ts'

/** What can be done to a subscription as it is; nothing to one that is over. */
function actsOn(held: Subscription, opportunityId: string | null): readonly Act[] {
  if (!isLive(held)) return []
  const on = { customerId: held.customerId, subscriptionId: held.id, opportunityId }
  const [time = 'IMMEDIATE'] = cancellationTimesOf(held)
  const waiting = new Set(
    pendingUpdatesOf(held).map(({ status }) => (status === 'SCHEDULED' ? ('date' as const) : ('payment' as const))),
  )
  return [
    ...(isTrialNow(held)
      ? [{ kind: 'extend-trial' as const, ...on, endDate: held.trialEndDate ?? '' }]
      : [{ kind: 'reschedule' as const, ...on, cancellationDate: held.cancellationDate }]),
    ...[...waiting].map((waitsFor) => ({ kind: 'revoke-schedule' as const, ...on, waitsFor })),
    { kind: 'cancel', ...on, time, endDate: null, revokes: false, prorates: false },
  ]
}

const labelOf = (act: Act): string =>
  act.kind === 'revoke-schedule' && act.waitsFor === 'payment'
    ? 'Revoke what waits for a payment…'
    : actWords[act.kind].item

interface ActWay {
  readonly act: Act
  /** Null = over Stigg's API. */
  readonly workflowId: string | null
  readonly label: string
}

/**
 * The ways in which an act can be done, the profile's first: over Stigg's API, and by the workflow of the catalogue that
 * is for it, where there is one.
 */
function waysOf(act: Act, rules: ProvisioningRules | undefined): readonly ActWay[] {
  const direct: ActWay = { act, workflowId: null, label: labelOf(act) }
  if ((act.kind !== 'cancel' && act.kind !== 'reschedule') || !rules) return [direct]
  const workflow = rules.workflows.find(({ purpose }) => purpose === act.kind)
  if (!workflow) return [direct]
  const { workflowFirst, workflowElse, apiElse } = actMenu[act.kind]
  return rules.actsBy[act.kind] === 'workflow'
    ? [
        { act, workflowId: workflow.id, label: workflowFirst },
        { ...direct, label: apiElse },
      ]
    : [direct, { act, workflowId: workflow.id, label: workflowElse }]
}

/** The menu of one running subscription, each entry opens the sheet. Nothing where nothing can be done. */
export function SubscriptionActs(props: {
  readonly subscription: Subscription
  /** By which the subscription is known on the page. */
  readonly planName: string
  /** The deal from whose page it is done; null = from the customer's. */
  readonly opportunityId: string | null
  readonly canWrite: boolean
}) {
  const { subscription, planName } = props
  const askAct = useWindow(({ askAct }) => askAct)
  const [, navigate] = useLocation()
  const rules = useStatus()?.profile.rules
  const acts = actsOn(subscription, props.opportunityId)
  if (acts.length === 0) return null
  const label = `What can be done to ${planName}`
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={props.canWrite ? label : 'This profile is read-only.'}>
          <ActionIcon variant="subtle" color="gray" aria-label={label}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {acts
          .flatMap((act) => waysOf(act, rules))
          .map(({ act, workflowId, label: item }) => (
            <Menu.Item
              key={item}
              disabled={!props.canWrite}
              {...(act.kind === 'cancel' ? { color: 'red' } : {})}
              onClick={() =>
                workflowId === null
                  ? askAct({ act, subscription, planName })
                  : navigate(
                      workflowPath(workflowId, {
                        customer: act.customerId,
                        subscription: act.subscriptionId,
                        opportunity: act.opportunityId,
                      }),
                    )
              }
            >
              {item}
            </Menu.Item>
          ))}
        {props.opportunityId === null ? null : (
          <Menu.Item
            onClick={() =>
              navigate(
                workflowsPath({
                  customer: subscription.customerId,
                  subscription: subscription.id,
                  opportunity: props.opportunityId,
                }),
              )
            }
          >
            Run a workflow…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
