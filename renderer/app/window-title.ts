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

/** The window's title: what is under way, where one is, and how many deals wait. */
export function windowTitle(path: string, waiting: number, provisioning: Provisioning): string {
  const place = places[path.split('/')[1] ?? ''] ?? 'Inbox'
  const counted = place === 'Inbox' && waiting > 0 ? `${place} (${waiting})` : place
  if (provisioning.at !== 'applying') return `${counted} · Stigg Companion`
  const done = provisioning.records.filter(({ state }) => state === 'done').length
  return `${done}/${provisioning.records.length} ${provisioning.accountName} · ${counted} · Stigg Companion`
}
