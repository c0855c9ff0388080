import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'

import { cancellationTimesOf, type Act } from '#shared/domain/act'
import { isLive, type Subscription } from '#shared/domain/customer'
import { isTrialNow, pendingUpdatesOf } from '#shared/domain/replacement'

import { useWindow } from '../../data/companion.tsx'
import { actWords } from '../../words/acts.ts'

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
        {acts.map((act) => (
          <Menu.Item
            key={labelOf(act)}
            disabled={!props.canWrite}
            {...(act.kind === 'cancel' ? { color: 'red' } : {})}
            onClick={() => askAct({ act, subscription, planName })}
          >
            {labelOf(act)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
