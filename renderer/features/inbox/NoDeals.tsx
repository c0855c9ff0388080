import { Button } from '@mantine/core'
import { IconCircleCheck, IconFilterOff, IconLockOff, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from 'wouter'

import { assertNever } from '#shared/assert-never'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Moment } from '#shared/domain/opportunity'

import { EmptyState } from '../../ui/EmptyState.tsx'
import { dealStates } from '../../words/states.ts'
import { isNarrowed } from './query-of.ts'
import type { InboxFilter } from './slice.ts'

export type WhyEmpty = 'no-match' | 'nothing-to-do' | 'no-permission' | 'no-mapping' | 'not-connected' | 'never-read'

/** Which of the reasons for an empty list it is. */
export function whyEmpty(filter: InboxFilter, asOf: Moment | null, status: WorkspaceStatus): WhyEmpty {
  if (isNarrowed(filter)) return 'no-match'
  const { state, failure } = status.salesforce
  if (failure?.code === 'salesforce.not-visible' || failure?.code === 'mapping.fields-missing') return 'no-permission'
  if (state === 'connected' && lacksMapping(status.mapping)) return 'no-mapping'
  if (asOf === null) return state === 'connected' || state === 'connecting' ? 'never-read' : 'not-connected'
  return 'nothing-to-do'
}

/** Neither the product nor the line has a field for it: no deal can be read. */
const lacksMapping = (mapping: WorkspaceStatus['mapping']): boolean =>
  mapping !== null && ((!mapping.productType && !mapping.lineType) || (!mapping.productId && !mapping.lineId))

/** An empty list that says why it is empty, with the one action that helps. */
export function NoDeals(props: {
  readonly why: WhyEmpty
  readonly filter: InboxFilter
  readonly missing: string
  /** Signing in is what connects; otherwise trying again does. */
  readonly signedOut: boolean
  readonly onClear: () => void
  readonly onSync: () => void
  readonly onConnect: () => void
  readonly onAll: () => void
}) {
  const { state } = props.filter
  const size = 26
  switch (props.why) {
    case 'no-match':
      return (
        <EmptyState
          icon={<IconFilterOff size={size} stroke={1.5} aria-hidden />}
          title="No deal matches"
          action={
            <Button variant="default" onClick={props.onClear}>
              Clear filters
            </Button>
          }
        >
          Nothing in this list fits the search and the filters together.
        </EmptyState>
      )
    case 'no-permission':
      return (
        <EmptyState
          icon={<IconLockOff size={size} stroke={1.5} aria-hidden />}
          title={`You may not see ${props.missing}`}
          action={
            <Button variant="default" onClick={props.onConnect}>
              Look again
            </Button>
          }
        >
          Your Salesforce user needs read access to it. An administrator can give it.
        </EmptyState>
      )
    case 'no-mapping':
      return (
        <EmptyState
          icon={<IconLockOff size={size} stroke={1.5} aria-hidden />}
          title="No field carries the mapping"
          action={
            <Button component={Link} href="/readiness" variant="default">
              Which fields are missing
            </Button>
          }
        >
          Deals are listed once Salesforce has a field for the Stigg Type and one for the Stigg ID, and your user may
          see them.
        </EmptyState>
      )
    case 'not-connected':
      return (
        <EmptyState
          icon={<IconPlugConnectedX size={size} stroke={1.5} aria-hidden />}
          title="Salesforce is not connected"
          action={<Button onClick={props.onConnect}>{props.signedOut ? 'Sign in to Salesforce' : 'Connect'}</Button>}
        >
          {props.signedOut ? 'Deals are listed once you are signed in.' : 'Deals are listed once it answers.'}
        </EmptyState>
      )
    case 'never-read':
      return (
        <EmptyState
          icon={<IconPlugConnectedX size={size} stroke={1.5} aria-hidden />}
          title="No deals were read yet"
          action={<Button onClick={props.onSync}>Read deals</Button>}
        >
          The list is filled from Salesforce once, then kept up to date.
        </EmptyState>
      )
    case 'nothing-to-do':
      return (
        <EmptyState
          icon={<IconCircleCheck size={size} stroke={1.5} aria-hidden />}
          title={state === null ? 'No won deals' : `No deal is ${dealStates[state].word.toLowerCase()}`}
          action={
            <Button variant="default" onClick={state === null ? props.onSync : props.onAll}>
              {state === null ? 'Catch up with Salesforce' : 'Show all deals'}
            </Button>
          }
        >
          {state === null ? 'A deal appears here when it is closed as won.' : 'There is nothing to do here.'}
        </EmptyState>
      )
    default:
      return assertNever(props.why)
  }
}
