import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'

import type { CreditCurrency } from '#shared/domain/catalog'
import type { GrantRequest } from '#shared/domain/grant-request'
import type { Moment } from '#shared/domain/opportunity'
import { checkGrantForm, type GrantFindingCode } from '#shared/domain/grant-rules'

import { DayInput } from '../../ui/DayInput.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { grantTypes, sayGrantFinding } from '../../words/credits.ts'
import { collections, optionsOf } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import styles from './Credits.module.css'

const types = [
  { value: 'PROMOTIONAL', label: grantTypes.PROMOTIONAL },
  { value: 'PAID', label: grantTypes.PAID },
] as const

/** A number as typed, without what groups its digits. */
const plain = (text: string): string => text.replaceAll(/[\s,_]/g, '')

/** Every field of a grant, with what is wrong said at its field; a preset or a line of the deal fills them in. */
export function GrantForm(props: {
  readonly request: GrantRequest
  readonly currencies: readonly CreditCurrency[]
  readonly resources: readonly string[]
  readonly presets: readonly { readonly label: string; readonly request: () => GrantRequest }[]
  /** The credit lines of the deal. */
  readonly sold: readonly GrantRequest[]
  readonly timeZone: string
  readonly now: Moment
  readonly onChange: (request: GrantRequest) => void
  readonly onReview: (request: GrantRequest) => void
  readonly onCancel: () => void
}) {
  const { request, currencies, timeZone, onChange } = props
  const first = useFocusOnMount<HTMLInputElement>()
  const [asked, setAsked] = useState(false)
  const findings = checkGrantForm(request, currencies, props.now)
  const errorOf = (...codes: readonly GrantFindingCode[]): string | null => {
    const found = asked ? findings.find(({ code }) => codes.includes(code)) : undefined
    return found ? sayGrantFinding(found) : null
  }
  const set = (fields: Partial<GrantRequest>): void => onChange({ ...request, ...fields })
  const review = (): void => {
    setAsked(true)
    if (findings.length === 0) props.onReview(request)
  }
  useHotkeys('mod+enter', review, { enableOnFormTags: true, preventDefault: true })
  const isPaid = request.type === 'PAID'
  const money = request.cost ?? { amount: '', currency: 'usd' }
  const usable = currencies.filter(({ archived }) => !archived)
  return (
    <form
      className={sheet.parts}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        review()
      }}
    >
      <div className={sheet.scroll}>
        {props.sold.length === 0 ? null : (
          <>
            <h3>Sold with the deal</h3>
            <div className={styles.presets}>
              {props.sold.map((line) => (
                <Button
                  key={`${line.currencyId} ${line.amount} ${line.resourceId ?? ''}`}
                  variant="default"
                  size="compact-sm"
                  onClick={() => props.onReview(line)}
                >
                  {formatNumber(line.amount)} {line.displayName}
                </Button>
              ))}
            </div>
          </>
        )}
        {props.presets.length === 0 ? null : (
          <>
            <h3>Top-ups of the profile</h3>
            <div className={styles.presets}>
              {props.presets.map((preset) => (
                <Button
                  key={preset.label}
                  variant="default"
                  size="compact-sm"
                  onClick={() => props.onReview(preset.request())}
                >
                  {preset.label}
                </Button>
              ))}
            </div>
          </>
        )}
        <h3>The grant</h3>
        <div className={styles.form}>
          <TextInput
            ref={first}
            data-autofocus
            label="Amount"
            inputMode="decimal"
            value={request.amount}
            error={errorOf('amount-not-positive', 'amount-not-exact')}
            onChange={(event) => set({ amount: plain(event.currentTarget.value) })}
          />
          <Select
            label="Currency"
            data={usable.map(({ id, name }) => ({ value: id, label: name }))}
            value={request.currencyId === '' ? null : request.currencyId}
            error={errorOf('currency-not-found', 'currency-archived')}
            onChange={(currencyId) => set({ currencyId: currencyId ?? '' })}
          />
          <TextInput
            label="Display name"
            maxLength={255}
            value={request.displayName}
            error={errorOf('name-missing')}
            onChange={(event) => set({ displayName: event.currentTarget.value })}
          />
          <Select
            label="Grant type"
            data={types}
            value={request.type}
            allowDeselect={false}
            onChange={(type) =>
              type !== null && set(type === 'PAID' ? { type } : { type, cost: null, collection: null })
            }
          />
          {isPaid ? (
            <>
              <TextInput
                label="Cost of the whole grant"
                inputMode="decimal"
                value={money.amount}
                error={errorOf('cost-missing')}
                onChange={(event) => set({ cost: { ...money, amount: plain(event.currentTarget.value) } })}
              />
              <TextInput
                label="Currency of the cost"
                maxLength={3}
                value={money.currency.toUpperCase()}
                error={errorOf('cost-missing') === null ? null : true}
                onChange={(event) => set({ cost: { ...money, currency: event.currentTarget.value.toLowerCase() } })}
              />
              <Select
                label="Payment collection"
                data={optionsOf(collections)}
                value={request.collection}
                error={errorOf('collection-missing')}
                onChange={(collection) => set({ collection })}
              />
            </>
          ) : null}
          <Select
            label="Resource"
            description="Left empty, the credits belong to the customer as a whole."
            data={[...props.resources]}
            value={request.resourceId}
            clearable
            disabled={props.resources.length === 0}
            placeholder={props.resources.length === 0 ? 'No subscription names a resource' : 'None'}
            onChange={(resourceId) => set({ resourceId })}
          />
          <TextInput
            label="Priority"
            description="0 is used up first; left empty, Stigg decides."
            inputMode="numeric"
            value={request.priority === null ? '' : String(request.priority)}
            error={errorOf('priority-not-whole')}
            onChange={(event) => {
              const text = event.currentTarget.value.trim()
              if (/^\d{0,6}$/.test(text)) set({ priority: text === '' ? null : Number(text) })
            }}
          />
          <DayInput
            edge="start"
            timeZone={timeZone}
            label="Effective date"
            description="Left empty: at once."
            day={request.effectiveAt}
            error={errorOf('expiry-before-effect')}
            onDay={(effectiveAt) => set({ effectiveAt })}
          />
          <DayInput
            edge="end"
            timeZone={timeZone}
            label="Expiration date"
            description="The last day. Left empty: never."
            day={request.expireAt}
            error={errorOf('expiry-before-effect', 'expiry-in-past')}
            onDay={(expireAt) => set({ expireAt })}
          />
          <Textarea
            className={styles.whole}
            label="Comment"
            maxLength={200}
            rows={2}
            value={request.comment ?? ''}
            onChange={(event) => set({ comment: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
        </div>
      </div>
      <footer className={sheet.footer}>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
        <span className={sheet.because}>Nothing is written before you agree to the review.</span>
        <Button type="submit">Review</Button>
      </footer>
    </form>
  )
}
