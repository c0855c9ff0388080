import { Checkbox } from '@mantine/core'

import { formatMoney } from '../../../ui/numbers.ts'
import { notOffered } from '../../../words/states.ts'
import { DetailRow } from '../DetailRow.tsx'
import { AmountField } from './AmountField.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'
import { Group } from './Group.tsx'
import { Why } from './Why.tsx'

/** The least and the most that on-demand charges may come to. */
export function SpendGroup({ context }: { readonly context: EditorContext }) {
  const { edited, edit, offered, currency } = context
  const minimum = nowOf(context, 'minimumSpend')
  const maximum = nowOf(context, 'maximumSpend')
  const code = (minimum?.currency ?? currency).toUpperCase()
  const summary =
    offered.spend !== null
      ? 'only on paid plans'
      : [
          minimum ? `at least ${formatMoney(minimum)}` : 'no minimum',
          maximum ? `at most ${formatMoney({ amount: maximum.limit, currency })}` : 'no maximum',
        ].join(' · ')
  return (
    <Group title="Spend" summary={summary} edited={'minimumSpend' in edited || 'maximumSpend' in edited}>
      {offered.spend === null ? (
        <>
          <DetailRow label="Minimum spend" {...rowOf(context, 'minimumSpend')}>
            <span className={styles.entry}>
              <AmountField
                label="Minimum spend"
                placeholder="None"
                value={minimum?.amount ?? null}
                onChange={(amount) => edit({ minimumSpend: { amount, currency } })}
                onClear={() => edit({ minimumSpend: null })}
              />
              <span className={styles.unit}>{code} each billing period</span>
            </span>
          </DetailRow>
          <DetailRow label="Maximum spend" {...rowOf(context, 'maximumSpend')}>
            <span className={styles.stack}>
              <span className={styles.entry}>
                <AmountField
                  label="Maximum spend"
                  placeholder="None"
                  value={maximum?.limit ?? null}
                  onChange={(limit) => edit({ maximumSpend: { limit, hasSoftLimit: maximum?.hasSoftLimit ?? false } })}
                  onClear={() => edit({ maximumSpend: null })}
                />
                <span className={styles.unit}>{code}</span>
              </span>
              {maximum === null ? null : (
                <Checkbox
                  size="xs"
                  label="Stop usage when it is reached"
                  checked={!maximum.hasSoftLimit}
                  onChange={({ currentTarget: { checked } }) =>
                    edit({ maximumSpend: { limit: maximum.limit, hasSoftLimit: !checked } })
                  }
                />
              )}
            </span>
          </DetailRow>
        </>
      ) : (
        <Why>{notOffered[offered.spend]}</Why>
      )}
    </Group>
  )
}
