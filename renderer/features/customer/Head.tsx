import type { ReactNode } from 'react'
import { useLocation } from 'wouter'

import { Name } from '../../ui/Name.tsx'
import { ReadAgain, RecordHead } from '../../ui/RecordHead.tsx'

/** Which record it is, what can be done about it, and when it was read. */
export function Head(props: {
  readonly name: string
  readonly beside?: ReactNode
  readonly acts?: ReactNode
  readonly children?: ReactNode
  /** "10:42"; null while nothing was read. */
  readonly readAt: string | null
  readonly refreshing: boolean
  readonly onRefresh: () => void
}) {
  const [, navigate] = useLocation()
  return (
    <RecordHead
      back={{ to: 'the customers', onBack: () => navigate('/customers') }}
      name={<Name>{props.name}</Name>}
      title={props.name}
      beside={props.beside}
      acts={props.acts}
    >
      {props.children}
      <ReadAgain
        label="Read everything again"
        at={props.readAt}
        refreshing={props.refreshing}
        onRead={props.onRefresh}
      />
    </RecordHead>
  )
}
