import { Select, TextInput } from '@mantine/core'

import type { EntitlementDraft } from '#shared/domain/draft'
import type { EntitlementEdit } from '#shared/domain/draft-edits'

import { plural } from '../../../words/facts.ts'
import { billingPeriods, cadences, optionsOf } from '../../../words/states.ts'
import { DetailRow } from '../DetailRow.tsx'
import details from '../Details.module.css'
import { AddEntry } from './AddEntry.tsx'
import { AmountField } from './AmountField.tsx'
import { nowOf, rowOf, type EditorContext } from './editor-context.ts'
import { EntitlementFields } from './EntitlementFields.tsx'
import { EntryRow, TakenOut } from './EntryRow.tsx'
import { Group } from './Group.tsx'
import { PriceRows } from './PriceRows.tsx'

const input = { classNames: { input: details.input ?? '' }, size: 'xs' as const }
const contentFields = [
  'planId',
  'templateId',
  'resourceId',
  'billingPeriod',
  'unitQuantity',
  'charges',
  'addons',
  'entitlements',
  'creditCadence',
  'priceOverrides',
] as const

const idOf = (held: EntitlementDraft): string => (held.type === 'FEATURE' ? held.featureId : held.currencyId)

/** Plan, resource, billing period, quantities, add-ons, entitlements, credits and prices, as Stigg's own screen has them. */
export function ContentGroup({ context }: { readonly context: EditorContext }) {
  const { subscription, edited, catalog, offered, edit } = context
  const { charges, addons, entitlements } = subscription
  const plans = catalog.plans.filter(
    ({ productId, status }) => productId === subscription.productId && status === 'PUBLISHED',
  )
  const plan = catalog.plans.find(({ id }) => id === subscription.planId)
  const featureName = (id: string): string => catalog.features.find((feature) => feature.id === id)?.name ?? id
  const currencyName = (id: string): string => catalog.currencies.find((currency) => currency.id === id)?.name ?? id
  const addonName = (id: string): string => catalog.addons.find((addon) => addon.id === id)?.name ?? id
  const credits = entitlements.filter((held) => held.type === 'CREDIT')
  const taken = new Set([...entitlements.map(idOf), ...charges.map(({ featureId }) => featureId)])
  const putEntitlement = (id: string, value: EntitlementEdit): void =>
    edit({ entitlements: { ...edited.entitlements, [id]: value } })
  const cadence = edited.creditCadence ?? credits[0]?.cadence ?? null
  const period = nowOf(context, 'billingPeriod')
  const summary = [
    plan ? `${plan.name}, version ${plan.version}` : subscription.planName,
    ...(period ? [billingPeriods[period].toLowerCase()] : []),
    plural(charges.length + addons.length + entitlements.length, 'part'),
  ].join(' · ')
  return (
    <Group
      title="Content"
      summary={summary}
      edited={contentFields.some((field) => field in edited)}
      startsOpen={subscription.pricingType === 'PAID' && period === null}
    >
      <DetailRow label="Plan" {...rowOf(context, 'planId')}>
        <Select
          {...input}
          aria-label="Plan"
          data={plans.map(({ id, name, version }) => ({ value: id, label: `${name} · version ${version}` }))}
          value={edited.planId ?? subscription.planId}
          allowDeselect={false}
          searchable
          onChange={(planId) => planId !== null && edit({ planId })}
        />
      </DetailRow>
      {context.templates.length === 0 ? null : (
        <DetailRow label="Template" {...rowOf(context, 'templateId')}>
          <Select
            {...input}
            aria-label="Template"
            placeholder="None applies"
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: template' }}
            data={context.templates.map(({ id, name }) => ({ value: id, label: name }))}
            value={nowOf(context, 'templateId')}
            onChange={(templateId) => edit({ templateId })}
          />
        </DetailRow>
      )}
      {offered.resourceId === null ? (
        <DetailRow label="Resource ID" {...rowOf(context, 'resourceId')}>
          <TextInput
            {...input}
            aria-label="Resource ID"
            placeholder="None"
            maxLength={255}
            spellCheck={false}
            value={nowOf(context, 'resourceId') ?? ''}
            onChange={({ currentTarget: { value } }) => edit({ resourceId: value.trim() === '' ? null : value })}
          />
        </DetailRow>
      ) : null}
      {offered.billingPeriod === null ? (
        <DetailRow label="Billing period" {...rowOf(context, 'billingPeriod')}>
          <Select
            {...input}
            aria-label="Billing period"
            placeholder="Choose"
            data={optionsOf(billingPeriods)}
            value={period}
            allowDeselect={false}
            onChange={(value) => value !== null && edit({ billingPeriod: value })}
          />
        </DetailRow>
      ) : null}
      {offered.unitQuantity === null ? (
        <DetailRow label="Quantity" {...rowOf(context, 'unitQuantity')}>
          <AmountField
            label="Quantity"
            whole
            value={nowOf(context, 'unitQuantity')}
            onChange={(unitQuantity) => edit({ unitQuantity })}
          />
        </DetailRow>
      ) : null}
      {charges.map(({ featureId, quantity }) => (
        <EntryRow key={featureId} context={context} field="charges" id={featureId} label={featureName(featureId)}>
          <AmountField
            label={`Quantity of ${featureName(featureId)}`}
            whole
            value={edited.charges?.[featureId] ?? quantity}
            onChange={(value) => edit({ charges: { ...edited.charges, [featureId]: value } })}
          />
        </EntryRow>
      ))}
      <TakenOut context={context} field="charges" nameOf={featureName} />
      {addons.map(({ addonId, quantity }) => (
        <EntryRow key={addonId} context={context} field="addons" id={addonId} label={addonName(addonId)}>
          <AmountField
            label={`Quantity of ${addonName(addonId)}`}
            whole
            value={edited.addons?.[addonId] ?? quantity}
            onChange={(value) => edit({ addons: { ...edited.addons, [addonId]: value } })}
          />
        </EntryRow>
      ))}
      <TakenOut context={context} field="addons" nameOf={addonName} />
      {entitlements.map((held) => (
        <EntryRow
          key={idOf(held)}
          context={context}
          field="entitlements"
          id={idOf(held)}
          label={held.type === 'FEATURE' ? featureName(held.featureId) : currencyName(held.currencyId)}
        >
          <EntitlementFields
            held={held}
            edit={edited.entitlements?.[idOf(held)] ?? null}
            feature={
              held.type === 'FEATURE' ? (catalog.features.find(({ id }) => id === held.featureId) ?? null) : null
            }
            name={held.type === 'FEATURE' ? featureName(held.featureId) : currencyName(held.currencyId)}
            onChange={(value) => putEntitlement(idOf(held), value)}
          />
        </EntryRow>
      ))}
      <TakenOut
        context={context}
        field="entitlements"
        nameOf={(id) => (id.startsWith('feature') ? featureName(id) : currencyName(id))}
      />
      {credits.length === 0 ? null : (
        <DetailRow label="Credits granted" {...rowOf(context, 'creditCadence')}>
          <Select
            {...input}
            aria-label="Credits granted"
            placeholder="Choose"
            data={optionsOf(cadences)}
            value={cadence}
            allowDeselect={false}
            onChange={(value) => value !== null && edit({ creditCadence: value })}
          />
        </DetailRow>
      )}
      <AddEntry
        addons={catalog.addons.filter(
          ({ id, status }) =>
            status === 'PUBLISHED' &&
            plan?.compatibleAddonIds.includes(id) &&
            addons.every(({ addonId }) => addonId !== id),
        )}
        features={catalog.features.filter(
          ({ id, type, status }) => type !== 'ENUM' && status !== 'SUSPENDED' && !taken.has(id),
        )}
        currencies={catalog.currencies.filter(({ id, archived }) => !archived && !taken.has(id))}
        onAddon={(id) => edit({ addons: { ...edited.addons, [id]: '1' } })}
        onFeature={({ id, type }) =>
          putEntitlement(id, {
            type: 'FEATURE',
            usageLimit: type === 'BOOLEAN' ? null : '1',
            hasUnlimitedUsage: false,
            hasSoftLimit: false,
            resetPeriod: null,
          })
        }
        onCurrency={(id) => putEntitlement(id, { type: 'CREDIT', amount: '1', cadence: cadence ?? 'MONTH' })}
      />
      {offered.priceOverrides === null ? <PriceRows context={context} /> : null}
    </Group>
  )
}
