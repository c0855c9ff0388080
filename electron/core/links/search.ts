import type { FoundRecord, LinkSearch } from '#shared/contract/links'
import { placeOf } from '#shared/domain/place'
import { askedFor, type Asked } from '#shared/domain/search-text'
import { fail, ok, type Result } from '#shared/failure'

import type { FoundAccount, FoundCustomers, Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'
import { dealsOf, parsedHere, type PastedHere } from './resolve.ts'
import { foundHere, foundTarget } from './search-here.ts'

type SearchPorts = Pick<Ports, 'mirror' | 'stiggAppUrl' | 'salesforce' | 'stigg'> & {
  readonly settings: Pick<Ports['settings'], 'profile'>
}
type Silent = LinkSearch['silent'][number]
type Named = Exclude<PastedHere, { readonly kind: 'words' }>
type OtherRecord = Extract<PastedHere, { readonly kind: 'record' }>

/** Records that a service may tell of; more make no choice easier. */
const most = 6
const nothing: Omit<LinkSearch, 'asked'> = { found: [], more: false, silent: [] }

/**
 * What a text in the search box means, as far as this machine knows. Writes nothing, and asks no service.
 * Fails: `link.no-record`, `link.other-profile`.
 */
export function searchHere(text: string, connection: Connection, ports: SearchPorts): Result<LinkSearch> {
  const pasted = parsedHere(text, connection, ports)
  if (!pasted.ok) return pasted
  const { value } = pasted
  const { mirror } = ports
  // Salesforce knows the account of a contact.
  if (value.kind === 'record') return isContact(value) ? ok({ ...nothing, asked: 'record', more: true }) : noPage(value)
  if (value.kind === 'words') {
    if (isBrokenLink(value.text)) return invalid(value.text)
    const asked = askedFor(value.text)
    return ok({
      ...nothing,
      asked: asked.by,
      found: foundHere(asked.text, connection, mirror),
      more: asked.text.length > 1,
    })
  }
  if (value.kind === 'catalogue') {
    const found = foundHere(value.id, connection, mirror).filter(
      ({ kind, id }) => kind === 'catalogue' && id === value.id,
    )
    return ok({ ...nothing, asked: 'record', found })
  }
  const opportunityIds = [...dealsOf(value.kind, value.id, mirror)]
  // Nothing is known here of an account or a subscription without deals; a service may say whose it is.
  if (opportunityIds.length === 0 && value.kind !== 'customer') return ok({ ...nothing, asked: 'record', more: true })
  const path = placeOf(value.kind, value.id)
  const by = text.trim().length > value.id.length ? 'link' : 'id'
  return ok({ ...nothing, asked: 'record', found: [foundTarget({ ...value, opportunityIds, path }, by, mirror)] })
}

/** What Salesforce and Stigg tell of a text: one request to each, side by side. A service that fails leaves what the other said. */
export async function searchServices(
  text: string,
  connection: Connection,
  ports: SearchPorts,
  signal?: AbortSignal,
): Promise<Result<LinkSearch>> {
  const pasted = parsedHere(text, connection, ports)
  if (!pasted.ok) return pasted
  const { value } = pasted
  if (value.kind === 'record' && !isContact(value)) return noPage(value)
  if (value.kind !== 'words') return ok(await oneRecord(value, connection, ports, signal))
  if (isBrokenLink(value.text)) return invalid(value.text)
  const asked = askedFor(value.text)
  if (asked.text.length < 2) return ok({ ...nothing, asked: asked.by })
  const [accounts, customers] = await Promise.all([
    connection.fields === null ? ok([]) : ports.salesforce.searchAccounts(connection.fields, asked, most, signal),
    ports.stigg.searchCustomers(asked, most, signal),
  ])
  const silent: Silent[] = [...silence('salesforce', accounts), ...silence('stigg', customers)]
  return ok({
    asked: asked.by,
    found: [
      ...(customers.ok ? ofStigg(customers.value, asked) : []),
      ...(accounts.ok ? accounts.value.map((account) => ofAccount(account)) : []),
    ],
    more: false,
    silent,
  })
}

/** A link of this app that says nothing, or of a scheme that is no web page's, is not a thing to look for. */
const isBrokenLink = (text: string): boolean => /^(?!https?:)[a-z][a-z\d+.-]*:\/\//i.test(text)
const invalid = (text: string): Result<never> =>
  fail('link.invalid', 'Not a link or an ID', { text: text.slice(0, 120).toWellFormed() })

const isContact = ({ object }: OtherRecord): boolean => object === 'Contact'
const noPage = ({ object }: OtherRecord): Result<never> =>
  fail('link.no-record', 'A record without a page here', { object: object ?? 'another object' })

/** One record that nothing is known of here. Found or not, it is the one that was named. */
async function oneRecord(
  named: Named,
  { fields }: Connection,
  ports: SearchPorts,
  signal: AbortSignal | undefined,
): Promise<LinkSearch> {
  const answered = (found: readonly FoundRecord[], silent: readonly Silent[]): LinkSearch => ({
    ...nothing,
    asked: 'record',
    found: [...found],
    silent: [...silent],
  })
  const { kind, id } = named
  if (kind === 'record' && fields) {
    const account = await ports.salesforce.accountOfContact(fields, id, signal)
    return answered(account.ok && account.value ? [ofAccount(account.value)] : [], silence('salesforce', account))
  }
  if (kind === 'account' && fields) {
    const accounts = await ports.salesforce.accountsById(fields, [id], signal)
    const found = (accounts.ok ? accounts.value : []).map((account) =>
      ofAccount({ ...account, found: { by: 'name', value: account.name } }),
    )
    return answered(
      found.map((each) => ({ ...each, why: { by: 'id', value: id } })),
      silence('salesforce', accounts),
    )
  }
  if (kind === 'subscription') {
    const answer = await ports.stigg.searchCustomers({ by: 'words', text: id }, 1, signal)
    const subscriptions = answer.ok ? answer.value.subscriptions : []
    return answered(ofStigg({ customers: [], subscriptions }, { by: 'words', text: id }), silence('stigg', answer))
  }
  return answered([], [])
}

const silence = (service: Silent['service'], result: Result<unknown>): Silent[] =>
  result.ok ? [] : [{ service, failure: result.failure }]

function ofAccount(account: FoundAccount): FoundRecord {
  const { id, name, found } = account
  return {
    kind: 'account',
    id,
    name,
    of: null,
    state: null,
    why: found,
    path: placeOf('account', id),
  }
}

function ofStigg({ customers, subscriptions }: FoundCustomers, asked: Asked): FoundRecord[] {
  const foundCustomers = customers.map(({ id, name, email }): FoundRecord => ({
    kind: 'customer',
    id,
    name,
    of: email,
    state: null,
    why:
      asked.by === 'words'
        ? id === asked.text
          ? { by: 'id', value: id }
          : { by: 'name', value: name ?? id }
        : { by: asked.by === 'email' ? 'email' : 'domain', value: email ?? asked.text },
    path: placeOf('customer', id),
  }))
  const foundSubscriptions = subscriptions.map(({ id, customerId }): FoundRecord => ({
    kind: 'subscription',
    id,
    name: null,
    of: customerId,
    state: null,
    why: { by: 'id', value: id },
    path: placeOf('subscription', id),
  }))
  return [...foundSubscriptions, ...foundCustomers]
}
