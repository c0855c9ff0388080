import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import { parseId } from '../ids.ts'
import { html, page, pageHeaders, type Html } from '../oauth/page.ts'
import type { Org } from '../rows/org.ts'
import { listPage, nameOf, recordPage } from './record-page.ts'

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
