import { NumberInput, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

import type { CreditCurrency } from '#shared/domain/catalog'
import type { CreditPreset } from '#shared/domain/grant-request'

import { grantTypes } from '../../words/credits.ts'
import { collections, optionsOf } from '../../words/states.ts'
import { AmountInput } from './AmountInput.tsx'
import styles from './Rules.module.css'

const types = [
  { value: 'PROMOTIONAL', label: grantTypes.PROMOTIONAL },
  { value: 'PAID', label: grantTypes.PAID },
] as const
const whole = { hideControls: true, allowDecimal: false, allowNegative: false, clampBehavior: 'none' } as const

/** One top-up: what it is called, and what it grants. */
export function TopUp(props: {
  readonly preset: CreditPreset
  /** Its place in the list, from 1. */
  readonly number: number
  /** Those that can be granted. */
  readonly currencies: readonly CreditCurrency[]
  /** What is wrong at a field, in words. */
  readonly wrong: (field: string) => string | null
  readonly onChange: (preset: CreditPreset) => void
  /** What can be done to it as a whole. */
  readonly children: ReactNode
}) {
  const { preset, wrong, currencies } = props
  const { name, currencyId } = preset
  const put = (change: Partial<CreditPreset>): void => props.onChange({ ...preset, ...change })
  const field = (label: string) => ({ label, 'aria-label': `${label} of ${name}` })
  const cost = preset.cost ?? { amount: '', currency: 'usd' }
  const isOffered = currencyId === '' || currencies.some(({ id }) => id === currencyId)
  return (
    <fieldset className={styles.template}>
      <legend>{name}</legend>
      <div className={styles.head}>
        <TextInput
          size="xs"
          aria-label={`Name of top-up ${props.number}`}
          error={wrong('name')}
          value={name}
          onChange={({ currentTarget: { value } }) => put({ name: value })}
        />
        {props.children}
      </div>
      <div className={styles.cells}>
        <AmountInput
          {...field('Amount')}
          error={wrong('amount')}
          value={preset.amount}
          onChange={(amount) => put({ amount: amount ?? '' })}
        />
        <Select
          {...field('Currency')}
          size="xs"
          data={[
            ...currencies.map(({ id, name: label }) => ({ value: id, label })),
            // What is set already is shown too, also where Stigg does not have it any more.
            ...(isOffered ? [] : [{ value: currencyId, label: currencyId }]),
          ]}
          value={currencyId === '' ? null : currencyId}
          allowDeselect={false}
          error={wrong('currencyId')}
          onChange={(chosen) => chosen !== null && put({ currencyId: chosen })}
        />
        <Select
          {...field('Type')}
          size="xs"
          data={types}
          value={preset.type}
          allowDeselect={false}
          error={wrong('type')}
          onChange={(type) => type !== null && put(type === 'PAID' ? { type } : { type, cost: null, collection: null })}
        />
        <NumberInput
          {...field('Expires after')}
          {...whole}
          size="xs"
          placeholder="Never"
          suffix={preset.expiresInDays === 1 ? ' day' : ' days'}
          error={wrong('expiresInDays')}
          value={preset.expiresInDays ?? ''}
          onChange={(value) => put({ expiresInDays: typeof value === 'number' ? value : null })}
        />
        <NumberInput
          {...field('Priority')}
          {...whole}
          size="xs"
          placeholder="As Stigg has it"
          error={wrong('priority')}
          value={preset.priority ?? ''}
          onChange={(value) => put({ priority: typeof value === 'number' ? value : null })}
        />
        {preset.type === 'PAID' ? (
          <>
            <AmountInput
              {...field('Cost in all')}
              error={wrong('cost.amount')}
              value={cost.amount}
              onChange={(amount) => put({ cost: { ...cost, amount: amount ?? '' } })}
            />
            <TextInput
              {...field('Currency of the cost')}
              size="xs"
              maxLength={3}
              error={wrong('cost.currency')}
              value={cost.currency.toUpperCase()}
              onChange={({ currentTarget: { value } }) => put({ cost: { ...cost, currency: value.toLowerCase() } })}
            />
            <Select
              {...field('Payment')}
              size="xs"
              data={optionsOf(collections)}
              value={preset.collection}
              error={wrong('collection')}
              onChange={(collection) => put({ collection })}
            />
          </>
        ) : null}
        <TextInput
          {...field('Comment')}
          size="xs"
          className={styles.whole ?? ''}
          maxLength={200}
          error={wrong('comment')}
          value={preset.comment ?? ''}
          onChange={({ currentTarget: { value } }) => put({ comment: value === '' ? null : value })}
        />
      </div>
    </fieldset>
  )
}
