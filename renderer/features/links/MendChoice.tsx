import { Button, Radio } from '@mantine/core'
import { useState } from 'react'

import { mendsOf, type Mend } from '#shared/domain/link-mend'
import type { LinkRow } from '#shared/domain/link-states'

import { sayMend } from '../../words/links.ts'

/** What can be done about a pair. Where records conflict, a person says which belong together. */
export function MendChoice(props: {
  readonly row: LinkRow
  readonly readOnly: boolean
  readonly onMend: (mend: Mend) => void
}) {
  const { row, readOnly } = props
  const mends = mendsOf(row)
  const [chosen, setChosen] = useState<string | null>(null)
  const [only] = mends
  if (only === undefined) return null
  const mend = mends.length === 1 ? only : mends.find((each) => keyOf(each) === chosen)
  const because = readOnly ? 'This profile is read-only.' : mend ? null : 'Choose which belong together.'
  return (
    <section aria-label="Mend">
      {mends.length === 1 ? (
        <p>{sayMend(only, row)}</p>
      ) : (
        <Radio.Group
          label="Which belong together"
          description="The others are let go of."
          value={chosen}
          onChange={setChosen}
          mb="xs"
        >
          {mends.map((each) => (
            <Radio key={keyOf(each)} mt={6} value={keyOf(each)} label={sayMend(each, row)} />
          ))}
        </Radio.Group>
      )}
      <Button
        size="compact-sm"
        disabled={because !== null}
        title={because ?? undefined}
        onClick={() => mend && props.onMend(mend)}
      >
        Mend…
      </Button>
    </section>
  )
}

const keyOf = (mend: Mend): string => (mend.kind === 'pair' ? `${mend.accountId} ${mend.customerId}` : mend.kind)
