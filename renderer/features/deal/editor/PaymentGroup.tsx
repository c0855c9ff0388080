import { NumberInput, Select } from '@mantine/core'

import { formatMoney } from '../../../ui/numbers.ts'
import { StrangeLink } from '../../../ui/StrangeLink.tsx'
import { collections, notOffered, optionsOf } from '../../../words/states.ts'
import { DetailRow } from '../DetailRow.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'
import { Group } from './Group.tsx'
import { input } from './input.ts'
import { Why } from './Why.tsx'

/** How it is paid, and what is not paid yet. */
export function PaymentGroup({ context }: { readonly context: EditorContext }) {
  const { edited, edit, offered, running } = context
  const collection = nowOf(context, 'paymentCollection')
  const due = nowOf(context, 'daysUntilDue')
  const open = running.flatMap(({ latestInvoice }) => (latestInvoice?.status === 'OPEN' ? [latestInvoice] : []))
  const summary = [
    collection === null ? 'left to the plan' : collections[collection].toLowerCase(),
    ...(collection === 'INVOICE' && due !== null ? [`due in ${due} days`] : []),
    ...(open.length > 0 ? [`${open.length} unpaid`] : []),
  ].join(' · ')
  return (
    <Group
      title="Payment"
      summary={summary}
      edited={'paymentCollection' in edited || 'daysUntilDue' in edited}
      startsOpen={context.subscription.pricingType === 'PAID'}
    >
      {offered.paymentCollection === null ? (
        <DetailRow label="Payment" {...rowOf(context, 'paymentCollection')}>
          <Select
            {...input}
            aria-label="Payment"
            placeholder="Left to the plan"
            data={optionsOf(collections)}
            value={collection}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: payment' }}
            onChange={(value) => edit({ paymentCollection: value })}
          />
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.paymentCollection]}</Why>
      )}
      {offered.daysUntilDue === null || collection === 'INVOICE' ? (
        <DetailRow label="Days until due" {...rowOf(context, 'daysUntilDue')}>
          <NumberInput
            {...input}
            aria-label="Days until due"
            placeholder="As Stigg has it"
            min={1}
            max={365}
            allowDecimal={false}
            hideControls
            value={due ?? ''}
            onChange={(value) => edit({ daysUntilDue: typeof value === 'number' && value >= 1 ? value : null })}
          />
        </DetailRow>
      ) : null}
      {open.length === 0 ? null : (
        <ul className={styles.invoices} aria-label="Open invoices">
          {open.map(({ id, amountDue, pdfUrl }) => (
            <li key={id}>
              <span>Open invoice{amountDue === null ? '' : ` of ${formatMoney(amountDue)}`}</span>
              {pdfUrl === null ? <code>{id}</code> : <StrangeLink href={pdfUrl}>Open the invoice</StrangeLink>}
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}
