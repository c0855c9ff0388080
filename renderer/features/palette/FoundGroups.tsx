import { Combobox } from '@mantine/core'
import { IconBox, IconBriefcase, IconBuilding, IconRepeat, IconUser, type Icon } from '@tabler/icons-react'

import type { FoundRecord } from '#shared/contract/links'

import { Name } from '../../ui/Name.tsx'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { foundKinds, sayWhy } from '../../words/search.ts'
import { dealStates } from '../../words/states.ts'
import styles from './Palette.module.css'

const icons: Readonly<Record<FoundRecord['kind'], Icon>> = {
  opportunity: IconBriefcase,
  account: IconBuilding,
  customer: IconUser,
  subscription: IconRepeat,
  catalogue: IconBox,
}

/** The value of a record's option. */
export const valueOf = ({ kind, id, path }: FoundRecord): string => `go:${kind}:${id}:${path}`

/** Records by what they are, the kind of the most fitting first, each with why it was found. */
export function FoundGroups({
  found,
  inService = false,
}: {
  readonly found: readonly FoundRecord[]
  /** Whether a service told them, just now. */
  readonly inService?: boolean
}) {
  const byKind = Map.groupBy(found, ({ kind }) => kind)
  return [...byKind].map(([kind, records]) => (
    <Combobox.Group
      key={kind}
      label={inService ? `${foundKinds[kind].many} in ${foundKinds[kind].service}` : foundKinds[kind].many}
    >
      {records.map((record) => (
        <FoundOption key={record.id} record={record} />
      ))}
    </Combobox.Group>
  ))
}

function FoundOption({ record }: { readonly record: FoundRecord }) {
  const Icon = icons[record.kind]
  const why = sayWhy(record)
  return (
    <Combobox.Option value={valueOf(record)} className={styles.action}>
      <Icon size={15} aria-hidden />
      <span className={prose.heard}>{foundKinds[record.kind].one} </span>
      {record.name === null ? (
        <code className={styles.name}>{record.id}</code>
      ) : (
        <Name className={styles.name}>{record.name}</Name>
      )}
      {record.of === null || record.of === record.name || record.of === record.why.value ? null : (
        <Name className={styles.soft}>{record.of}</Name>
      )}
      <span className={styles.end}>
        {why === '' ? null : <Name className={styles.why}>{why}</Name>}
        {record.state === null ? null : <Tag tone={dealStates[record.state].tone}>{dealStates[record.state].word}</Tag>}
      </span>
    </Combobox.Option>
  )
}
