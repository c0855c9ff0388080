import { Menu } from '@mantine/core'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'

import { copiedLinks, type ShownRecord } from '#shared/domain/record-links'

import { useWindow } from '../../data/companion.tsx'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { recordKinds } from '../../words/records.ts'
import { copyText } from './copy.ts'
import styles from './RecordLinks.module.css'
import { useRecordLinks } from './use-record-links.ts'

const copiedMs = 1600

/**
 * The ways from a record: its page in either service, its links to copy, its ID. While it stands on the page, the
 * palette offers the same.
 */
export function RecordLinks({ record }: { readonly record: ShownRecord }) {
  const { links, copied, items } = useWays(record)
  const word = recordKinds[record.kind]
  return (
    <fieldset aria-label={`Links of the ${word} ${record.name}`} className={styles.links}>
      <CopyableId id={record.id} short label={`${word} ID`} />
      {links.salesforceUrl === null ? null : (
        <OutLink href={links.salesforceUrl} title={`Open in Salesforce: ${links.salesforceUrl}`}>
          Salesforce
        </OutLink>
      )}
      {links.stiggUrl === null ? null : (
        <OutLink href={links.stiggUrl} title={`Open in Stigg: ${links.stiggUrl}`}>
          Stigg
        </OutLink>
      )}
      {links.stiggUrl === null && (record.kind === 'customer' || record.customerId) ? (
        <Link
          href="/settings#settings-links"
          className={styles.copy}
          title="It is not known how pages of customers are addressed in Stigg"
        >
          Set up Stigg links…
        </Link>
      ) : null}
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={styles.copy}>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconLink size={14} aria-hidden />}
            <span>{copied ? 'Copied' : 'Copy link'}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>{items}</Menu.Dropdown>
      </Menu>
    </fieldset>
  )
}

/** The same behind one button, for a record that stands beside another: an account by its deal, a subscription in a list. */
export function RecordMenu({ record, label }: { readonly record: ShownRecord; readonly label?: string }) {
  const { links, copied, items } = useWays(record)
  const name = `Links of the ${recordKinds[record.kind]} ${record.name}`
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.copy} aria-label={name} title={name}>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconLink size={14} aria-hidden />}
          {label === undefined ? null : <span>{label}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {links.salesforceUrl === null ? null : (
          <Menu.Item component="a" href={links.salesforceUrl} target="_blank" rel="noreferrer">
            Open in Salesforce
          </Menu.Item>
        )}
        {links.stiggUrl === null ? null : (
          <Menu.Item component="a" href={links.stiggUrl} target="_blank" rel="noreferrer">
            Open in Stigg
          </Menu.Item>
        )}
        {items}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A record's addresses and what can be copied of it; the palette offers them for as long as they are here. */
function useWays(record: ShownRecord) {
  const links = useRecordLinks()(record)
  const showRecord = useWindow((state) => state.showRecord)
  const announce = useWindow((state) => state.announce)
  const [copied, setCopied] = useState(false)
  const { kind, id, name, opportunityId = null, accountId = null, customerId = null, subscriptionId = null } = record
  useEffect(
    () => showRecord({ kind, id, name, opportunityId, accountId, customerId, subscriptionId }),
    [showRecord, kind, id, name, opportunityId, accountId, customerId, subscriptionId],
  )
  useEffect(() => {
    if (!copied) return undefined
    const over = setTimeout(() => setCopied(false), copiedMs)
    return () => clearTimeout(over)
  }, [copied])
  const copy = async (plain: string, html?: string): Promise<void> => {
    const isThere = await copyText(plain, html)
    setCopied(isThere)
    announce(isThere ? 'Copied' : 'The clipboard cannot be written to')
  }
  const both = copiedLinks(record, links)
  const single = [
    ['Copy the link into this app', links.appUrl],
    ['Copy the link through your page', links.throughUrl],
    ['Copy the Salesforce URL', links.salesforceUrl],
    ['Copy the Stigg URL', links.stiggUrl],
    ['Copy ID', id],
  ] as const
  const items = (
    <>
      {both === null ? null : <Menu.Item onClick={() => void copy(both.plain, both.html)}>Copy link</Menu.Item>}
      {single.map(([label, text]) =>
        text === null ? null : (
          <Menu.Item key={label} onClick={() => void copy(text)}>
            {label}
          </Menu.Item>
        ),
      )}
    </>
  )
  return { links, copied, items }
}
