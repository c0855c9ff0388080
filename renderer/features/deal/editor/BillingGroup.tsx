import { Select, TextInput } from '@mantine/core'

import { anchors, notOffered, optionsOf, prorations } from '../../../words/states.ts'
import { DetailRow } from '../DetailRow.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import { Group } from './Group.tsx'
import { input } from './input.ts'
import { Why } from './Why.tsx'

/** Where the billing cycle is anchored, what is prorated, and who pays. */
export function BillingGroup({ context }: { readonly context: EditorContext }) {
  const { edited, edit, offered } = context
  const anchor = nowOf(context, 'billingCycleAnchor')
  const proration = nowOf(context, 'proration')
  const payer = nowOf(context, 'payingCustomerId')
  const summary =
    offered.billing !== null
      ? 'only on paid plans'
      : [
          anchor === 'NOW' ? 'cycle starts now' : 'cycle unchanged',
          proration === null ? 'proration as Stigg has it' : prorations[proration].toLowerCase(),
          ...(payer === null ? [] : [`paid by ${payer}`]),
        ].join(' · ')
  return (
    <Group
      title="Billing"
      summary={summary}
      edited={['billingCycleAnchor', 'proration', 'payingCustomerId'].some((field) => field in edited)}
    >
      {offered.billing === null ? (
        <>
          <DetailRow label="Billing cycle" {...rowOf(context, 'billingCycleAnchor')}>
            <Select
              {...input}
              aria-label="Billing cycle"
              placeholder={anchors.UNCHANGED}
              clearable
              clearButtonProps={{ 'aria-label': 'Clear: billing cycle' }}
              data={optionsOf(anchors)}
              value={anchor}
              onChange={(value) => edit({ billingCycleAnchor: value })}
            />
          </DetailRow>
          <DetailRow label="Proration" {...rowOf(context, 'proration')}>
            <Select
              {...input}
              aria-label="Proration"
              placeholder="As Stigg has it"
              clearable
              clearButtonProps={{ 'aria-label': 'Clear: proration' }}
              data={optionsOf(prorations)}
              value={proration}
              onChange={(value) => edit({ proration: value })}
            />
          </DetailRow>
        </>
      ) : (
        <Why>{notOffered[offered.billing]}</Why>
      )}
      {offered.payingCustomerId === null ? (
        <DetailRow label="Paid by" {...rowOf(context, 'payingCustomerId')}>
          <TextInput
            {...input}
            aria-label="Paid by"
            placeholder="The customer itself"
            maxLength={255}
            spellCheck={false}
            value={payer ?? ''}
            onChange={({ currentTarget: { value } }) =>
              edit({ payingCustomerId: value.trim() === '' ? null : value.trim() })
            }
          />
        </DetailRow>
      ) : null}
    </Group>
  )
}
