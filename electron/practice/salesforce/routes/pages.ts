import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import { parseId } from '../ids.ts'
import { html, page, pageHeaders, type Html } from '../oauth/page.ts'
import { linesOf } from '../rows/derived.ts'
import type { Org } from '../rows/org.ts'
import { encode, getterOf } from '../rows/values.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'

/** Record pages, so that links out of the companion lead somewhere. Source: Lightning Experience record URLs. */
export function pageRoutes(app: Hono<PracticeEnv>, org: Org): void {
  const show = (c: Context<PracticeEnv>, text: string, objectName?: string): Response => {
    const id = parseId(text)
    const object = id === undefined ? undefined : org.schema.byPrefix(id.slice(0, 3))
    const row = object && org.table(object.name).get(id ?? '')
    if (!object || !row || (objectName !== undefined && objectName !== object.name))
      return c.body(page('Page not found', NOT_FOUND), 404, pageHeaders())
    return c.body(page(nameOf(org, object, row), recordPage(org, object, row), { wide: true }), 200, pageHeaders())
  }
  app.get('/', (c) => c.body(page(org.seed.org.name, home(org), { wide: true }), 200, pageHeaders()))
  app.get('/lightning/r/:object/:id/:action', (c) => show(c, c.req.param('id'), c.req.param('object')))
  app.get('/lightning/r/:first/:second', (c) => {
    const { first, second } = c.req.param()
    return parseId(first) === undefined ? show(c, second, first) : show(c, first)
  })
  app.get('/lightning/o/:object/list', (c) => {
    const object = org.schema.find(c.req.param('object'))
    if (!object) return c.body(page('Page not found', NOT_FOUND), 404, pageHeaders())
    return c.body(page(object.labelPlural, listPage(org, object), { wide: true }), 200, pageHeaders())
  })
  app.get('/:id{[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?}', (c) => show(c, c.req.param('id')))
}

const NOT_FOUND = html`<h1>Page not found</h1>
  <p>The record does not exist in the practice org, or belongs to another object.</p>`
const LISTED = 50

function nameOf(org: Org, object: ObjectDef, row: SalesforceRow): string {
  const field = [...object.fields.values()].find(({ nameField }) => nameField)
  const name = field && getterOf(org, object, field)(row)
  return name === undefined || name === null ? row.Id : String(name)
}

function recordPage(org: Org, object: ObjectDef, row: SalesforceRow): Html {
  const rows = [...object.fields.values()].flatMap((field) => {
    const value = encode(field, getterOf(org, object, field)(row))
    return value === null || value === false ? [] : [fieldRow(org, field, value)]
  })
  const lines = object.name === 'Opportunity' ? linesOf(org, row.Id) : []
  const deals = object.name === 'Account' ? [...org.table('Opportunity').idsWhere('AccountId', row.Id)] : []
  return html`<p class="badge">${object.label}</p>
    <h1>${nameOf(org, object, row)}</h1>
    <table>
      ${rows}
    </table>
    ${related(
      org,
      'Products',
      lines.map(({ Id }) => Id),
    )}
    ${related(org, 'Opportunities', deals)}
    <p class="soft">${org.seed.org.name}, simulated on this machine</p>`
}

function fieldRow(org: Org, field: FieldDef, value: SalesforceValue): Html {
  return html`<tr>
    <th scope="row">${field.label}</th>
    <td>${field.type === 'reference' ? linkTo(org, String(value)) : shown(field, value)}</td>
  </tr>`
}

function shown(field: FieldDef, value: SalesforceValue): Html {
  const text = String(value)
  const isLink = field.type === 'url' && /^https?:\/\//.test(text)
  return isLink ? html`<a href="${text}" rel="noreferrer">${text}</a>` : html`${text}`
}

function linkTo(org: Org, id: string): Html {
  const object = org.schema.byPrefix(id.slice(0, 3))
  const row = object && org.table(object.name).get(id)
  if (!object || !row) return html`${id}`
  return html`<a href="/lightning/r/${object.name}/${id}/view">${nameOf(org, object, row)}</a>`
}

function related(org: Org, title: string, ids: readonly string[]): Html {
  if (ids.length === 0) return html``
  const items = ids.slice(0, LISTED).map((id) => html`<li>${linkTo(org, id)}</li>`)
  return html`<h2>${title} (${String(ids.length)})</h2>
    <ul>
      ${items}
    </ul>`
}

function listPage(org: Org, object: ObjectDef): Html {
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

function home(org: Org): Html {
  const lists = ['Opportunity', 'Account', 'Contact', 'Product2'].flatMap((name) => {
    const object = org.schema.find(name)
    return object ? [html`<li><a href="/lightning/o/${name}/list">${object.labelPlural}</a></li>`] : []
  })
  return html`<p class="badge">Practice org</p>
    <h1>${org.seed.org.name}</h1>
    <ul>
      ${lists}
    </ul>`
}
