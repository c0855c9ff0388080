import { NumberInput, Select, TextInput } from '@mantine/core'

import type { SubscriptionDraft } from '#shared/domain/draft'

import { formatMoney } from '../../../ui/numbers.ts'
import { notOffered } from '../../../words/states.ts'
import { DetailRow } from '../DetailRow.tsx'
import { AmountField } from './AmountField.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import styles from './Editor.module.css'
import { Group } from './Group.tsx'
import { input } from './input.ts'
import { Why } from './Why.tsx'

/** A coupon of the catalogue, or a discount made for this subscription alone. */
export function DiscountGroup({ context }: { readonly context: EditorContext }) {
  const { edited, edit, offered, catalog, currency } = context
  const discount = nowOf(context, 'discount')
  const own = discount?.kind === 'own' ? discount : null
  const coupons = catalog.coupons.filter(({ archived }) => !archived)
  const choose = (value: string | null): void => {
    if (value === null || value === 'none') return edit({ discount: null })
    if (value !== 'own') return edit({ discount: { kind: 'coupon', couponId: value.slice('coupon:'.length) } })
    edit({
      discount: { kind: 'own', name: 'Negotiated discount', percentOff: '10', amountOff: null, durationInMonths: null },
    })
  }
  return (
    <Group
      title="Discount"
      summary={offered.discount === null ? sayDiscount(discount, context) : 'only on paid plans'}
      edited={'discount' in edited}
    >
      {offered.discount === null ? (
        <DetailRow label="Discount" {...rowOf(context, 'discount')}>
          <span className={styles.stack}>
            <Select
              {...input}
              aria-label="Discount"
              data={[
                { value: 'none', label: 'None' },
                { value: 'own', label: 'For this subscription alone' },
                ...coupons.map(({ id, name, percentOff, amountsOff }) => ({
                  value: `coupon:${id}`,
                  label: `${name} · ${percentOff === null ? amountsOff.map(formatMoney).join(', ') : `${percentOff} %`} off`,
                })),
              ]}
              value={discount === null ? 'none' : discount.kind === 'own' ? 'own' : `coupon:${discount.couponId}`}
              allowDeselect={false}
              onChange={choose}
            />
            {own === null ? null : (
              <>
                <TextInput
                  {...input}
                  aria-label="Name of the discount"
                  value={own.name}
                  maxLength={255}
                  onChange={({ currentTarget: { value } }) =>
                    value !== '' && edit({ discount: { ...own, name: value } })
                  }
                />
                <span className={styles.entry}>
                  <AmountField
                    label="Percent off"
                    placeholder="Percent"
                    most="100"
                    value={own.percentOff}
                    onChange={(percentOff) => edit({ discount: { ...own, percentOff, amountOff: null } })}
                  />
                  <span className={styles.unit}>% or</span>
                  <AmountField
                    label="Amount off"
                    placeholder="Amount"
                    value={own.amountOff?.amount ?? null}
                    onChange={(amount) =>
                      edit({ discount: { ...own, percentOff: null, amountOff: { amount, currency } } })
                    }
                  />
                  <span className={styles.unit}>{currency.toUpperCase()}</span>
                </span>
                <NumberInput
                  {...input}
                  aria-label="Months of the discount"
                  placeholder="For as long as it runs"
                  suffix=" months"
                  min={1}
                  max={120}
                  allowDecimal={false}
                  hideControls
                  value={own.durationInMonths ?? ''}
                  onChange={(value) =>
                    edit({
                      discount: { ...own, durationInMonths: typeof value === 'number' && value >= 1 ? value : null },
                    })
                  }
                />
              </>
            )}
          </span>
        </DetailRow>
      ) : (
        <Why>{notOffered[offered.discount]}</Why>
      )}
    </Group>
  )
}

const sayDiscount = (discount: SubscriptionDraft['discount'], context: EditorContext): string => {
  if (discount === null) return 'none'
  if (discount.kind === 'coupon') {
    return context.catalog.coupons.find(({ id }) => id === discount.couponId)?.name ?? discount.couponId
  }
  const off =
    discount.percentOff === null ? discount.amountOff && formatMoney(discount.amountOff) : `${discount.percentOff} %`
  return `${off ?? 'nothing'} off for this subscription alone`
}
