import type { CommandName } from '#shared/domain/commands'
import { copiedLinks } from '#shared/domain/record-links'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { recordKinds } from '../../words/records.ts'
import { copyText } from './copy.ts'
import { useRecordLinks } from './use-record-links.ts'

interface RecordAct {
  readonly label: string
  /** The command that does it to the first record of the page. */
  readonly command?: CommandName
  readonly run: () => void
}

/** What can be done with the links of the records on the page: each once, however often it stands there. */
export function useRecordActs(): readonly RecordAct[] {
  const shown = useWindow(({ shownRecords }) => shownRecords)
  const { announce } = useWindowNow()
  const linksOf = useRecordLinks()
  const unique = [...new Map(shown.map((record) => [`${record.kind}:${record.id}`, record])).values()]
  const copy = (plain: string, html?: string): void =>
    void copyText(plain, html).then((isThere) => announce(isThere ? 'Copied' : 'The clipboard cannot be written to'))
  const open = (url: string): void => void window.open(url, '_blank', 'noreferrer')
  return unique.flatMap((record): RecordAct[] => {
    const links = linksOf(record)
    const both = copiedLinks(record, links)
    const { salesforceUrl, stiggUrl } = links
    const of = `${recordKinds[record.kind]} ${record.name}`
    return [
      ...(both === null
        ? []
        : [{ label: `Copy link: ${of}`, command: 'copy-link' as const, run: () => copy(both.plain, both.html) }]),
      ...(salesforceUrl === null
        ? []
        : [
            { label: `Open in Salesforce: ${of}`, command: 'open-salesforce' as const, run: () => open(salesforceUrl) },
          ]),
      ...(stiggUrl === null
        ? []
        : [{ label: `Open in Stigg: ${of}`, command: 'open-stigg' as const, run: () => open(stiggUrl) }]),
      { label: `Copy ID: ${of}`, run: () => copy(record.id) },
    ]
  })
}
