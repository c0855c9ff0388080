import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import { html, type Html } from '../oauth/page.ts'
import { linesOf } from '../rows/derived.ts'
import type { Org } from '../rows/org.ts'
import { encode, getterOf } from '../rows/values.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'

const LISTED = 50
/** Of no interest to somebody who looks at a record. */
const LEFT_OUT = new Set([
  'Id',
  'IsDeleted',
  'ForecastCategory',
  'ForecastCategoryName',
  'Fiscal',
  'FiscalQuarter',
  'FiscalYear',
  'HasOpportunityLineItem',
  'HasSchedule',
  'CurrencyIsoCode',
  'CreatedById',
  'LastModifiedById',
  'SystemModstamp',
])

/** What a person would call the row. */
export function nameOf(org: Org, object: ObjectDef, row: SalesforceRow): string {
  const field = [...object.fields.values()].find(({ nameField }) => nameField)
  const name = field && getterOf(org, object, field)(row)
  return name === undefined || name === null ? row.Id : String(name)
}

/** A row with its fields, its lines or deals, and links to what it refers to. */
export function recordPage(org: Org, object: ObjectDef, row: SalesforceRow): Html {
  const rows = [...object.fields.values()].flatMap((field) => {
    const value = LEFT_OUT.has(field.name) || field.nameField ? null : encode(field, getterOf(org, object, field)(row))
    return value === null || value === false ? [] : [fieldRow(org, object, row, field, value)]
  })
  return html`<p class="badge">${object.label}</p>
    <h1>${nameOf(org, object, row)}</h1>
    <p class="soft">${row.Id}</p>
    <table>
      ${rows}
    </table>
    ${object.name === 'Opportunity' ? products(org, row) : html``}
    ${object.name === 'Account' ? related(org, 'Opportunities', org.table('Opportunity').idsWhere('AccountId', row.Id)) : html``}
    ${object.name === 'Account' ? related(org, 'Contacts', org.table('Contact').idsWhere('AccountId', row.Id)) : html``}
    <p class="soft">${org.seed.org.name}, simulated on this machine</p>`
}

/** The first rows of an object. */
export function listPage(org: Org, object: ObjectDef): Html {
  const items: Html[] = []
  for (const row of org.table(object.name).values()) {
    if (row['IsDeleted'] !== true) items.push(html`<li>${linkTo(org, row.Id)}</li>`)
    if (items.length >= LISTED) break
  }
  return html`<h1>${object.labelPlural}</h1>
    <ul>
      ${items}
    </ul>`
}

function fieldRow(org: Org, object: ObjectDef, row: SalesforceRow, field: FieldDef, value: SalesforceValue): Html {
  const label = field.type === 'reference' ? field.label.replace(/ ID$/, '') : field.label
  return html`<tr>
    <th scope="row">${label}</th>
    <td>
      ${field.type === 'reference' ? linkTo(org, String(value)) : shown(field, value, currencyOf(org, object, row))}
    </td>
  </tr>`
}

function currencyOf(org: Org, object: ObjectDef, row: SalesforceRow): string {
  const field = object.fields.get('currencyisocode')
  return String((field && getterOf(org, object, field)(row)) ?? org.seed.org.corporateCurrency)
}

function shown(field: FieldDef, value: SalesforceValue, currency: string): Html {
  const text = String(value)
  if (field.type === 'url' && /^https?:\/\//.test(text)) return html`<a href="${text}" rel="noreferrer">${text}</a>`
  if (field.type === 'boolean') return html`Yes`
  if (field.type === 'datetime') return html`${text.slice(0, 16).replace('T', ' ')} UTC`
  if (field.type === 'percent') return html`${text} %`
  if (typeof value !== 'number') return html`${text}`
  const digits = value.toLocaleString('en-US', { minimumFractionDigits: field.type === 'currency' ? 2 : 0 })
  return field.type === 'currency' ? html`${currency} ${digits}` : html`${digits}`
}

function products(org: Org, deal: SalesforceRow): Html {
  const object = org.schema.find('OpportunityLineItem')
  const lines = object ? linesOf(org, deal.Id) : []
  if (!object || lines.length === 0) return html``
  const shownFields = ['Product2Id', 'Quantity', 'UnitPrice', 'TotalPrice'].flatMap(
    (name) => object.fields.get(name.toLowerCase()) ?? [],
  )
  const cell = (line: SalesforceRow, field: FieldDef): Html => {
    const value = getterOf(org, object, field)(line)
    if (value === null) return html`<td></td>`
    if (field.type !== 'reference') return html`<td>${shown(field, value, currencyOf(org, object, line))}</td>`
    const product = org.table('Product2').get(String(value))
    const stigg = line['Stigg_ID__c'] ?? product?.['Stigg_ID__c']
    const id = typeof stigg === 'string' ? html` <span class="soft">${stigg}</span>` : html``
    return html`<td>
      <a href="/lightning/r/OpportunityLineItem/${line.Id}/view">${String(product?.['Name'] ?? value)}</a>${id}
    </td>`
  }
  const rows = lines.map(
    (line) =>
      html`<tr>
        ${shownFields.map((field) => cell(line, field))}
      </tr>`,
  )
  const heads = shownFields.map(({ label }) => html`<th scope="col">${label.replace(/ ID$/, '')}</th>`)
  return html`<h2>Products (${String(lines.length)})</h2>
    <table>
      <tr>
        ${heads}
      </tr>
      ${rows}
    </table>`
}

/** A row's name as a link to its page, or the id where there is no such row. */
function linkTo(org: Org, id: string): Html {
  const object = org.schema.byPrefix(id.slice(0, 3))
  const row = object && org.table(object.name).get(id)
  if (!object || !row) return html`${id}`
  return html`<a href="/lightning/r/${object.name}/${id}/view">${nameOf(org, object, row)}</a>`
}

function related(org: Org, title: string, ids: ReadonlySet<string>): Html {
  if (ids.size === 0) return html``
  const items = [...ids].slice(0, LISTED).map((id) => html`<li>${linkTo(org, id)}</li>`)
  return html`<h2>${title} (${String(ids.size)})</h2>
    <ul>
      ${items}
    </ul>`
}
