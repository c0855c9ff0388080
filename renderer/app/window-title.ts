import type { Provisioning } from '../features/provisioning/slice.ts'

const places: Readonly<Record<string, string>> = {
  inbox: 'Inbox',
  customers: 'Customers',
  accounts: 'Customers',
  subscriptions: 'Customers',
  credits: 'Credits',
  runs: 'Runs',
  bulk: 'Bulk run',
  workflows: 'Workflows',
  links: 'Links',
  drift: 'Drift',
  settings: 'Settings',
  readiness: 'Readiness',
  mapping: 'Mapping',
  connect: 'Connect your org',
  welcome: 'Welcome',
  help: 'Help',
}

/**
 * The window's title: what is under way or waits for a person, where one is, and how many deals wait. It is the badge of a page
 * in a browser's tab.
 * @param stopped runs that go no further by themselves
 */
export function windowTitle(path: string, waiting: number, provisioning: Provisioning, stopped: number): string {
  const place = places[path.split('/')[1] ?? ''] ?? 'Inbox'
  const counted = place === 'Inbox' && waiting > 0 ? `${place} (${waiting})` : place
  const lead = stopped > 0 ? `${stopped} need${stopped === 1 ? 's' : ''} attention · ` : ''
  if (provisioning.at !== 'applying') return `${lead}${counted} · Stigg Companion`
  const done = provisioning.records.filter(({ state }) => state === 'done').length
  return `${done}/${provisioning.records.length} ${provisioning.accountName} · ${counted} · Stigg Companion`
}
