import { Button } from '@mantine/core'
import { IconAlertTriangle, IconFileAlert, IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from 'wouter'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Failure } from '#shared/failure'

import { HelpLink } from '../ui/HelpLink.tsx'
import { Strip } from '../ui/Strip.tsx'
import strip from '../ui/Strip.module.css'
import { plural } from '../words/facts.ts'
import { sayFailure, type SaidFailure } from '../words/failures.ts'

/** What hinders work as a whole, one line each, with what to do about it. Nothing where nothing does. */
export function TroubleStrip(props: {
  readonly status: WorkspaceStatus
  /** The session has ended, whether the status knows of it yet or not. */
  readonly signedOut: boolean
  readonly busy: boolean
  /** Why the last try to mend it failed. */
  readonly failure: Failure | null
  readonly onSignIn: () => void
  readonly onReconnect: () => void
}) {
  const { salesforce, stigg, interruptedRuns, keptAside } = props.status
  const stiggFailure = stigg.failure ? sayFailure(stigg.failure) : null
  const salesforceFailure = salesforce.failure ? sayFailure(salesforce.failure) : null
  // The practice workspace has a key of its own.
  const isKeyWanted = stigg.failure?.code === 'stigg.key-refused' && props.status.profile.kind !== 'practice'
  const failed = props.failure ? sayFailure(props.failure) : null
  return (
    <div aria-live="polite">
      {salesforce.state === 'signed-out' || props.signedOut ? (
        <Strip
          tone="blocked"
          icon={<IconPlugConnectedX size={15} aria-hidden />}
          text={`${signedOutTitle(salesforce.failure)}. Deals can be looked at, not read anew or provisioned.`}
        >
          <Button variant="default" size="compact-xs" loading={props.busy} onClick={props.onSignIn}>
            {wasEndedHere(salesforce.failure) ? 'Sign in' : 'Sign in again'}
          </Button>
        </Strip>
      ) : null}
      {salesforce.state === 'unreachable' ? (
        <Strip
          tone="blocked"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          text={
            salesforceFailure ? `${salesforceFailure.title}. ${salesforceFailure.todo}` : 'Salesforce does not answer.'
          }
        >
          <Explain said={salesforceFailure} />
          <Button variant="default" size="compact-xs" loading={props.busy} onClick={props.onReconnect}>
            Try now
          </Button>
        </Strip>
      ) : null}
      {stigg.state === 'unreachable' || stigg.state === 'signed-out' ? (
        <Strip
          tone="blocked"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          text={stiggFailure ? `${stiggFailure.title}. ${stiggFailure.happened}` : 'Stigg does not answer.'}
        >
          <Explain said={stiggFailure} />
          {isKeyWanted ? (
            <Link href="/settings#settings-addresses" className={strip.link}>
              Hand over a key
            </Link>
          ) : null}
          {isKeyWanted && stigg.failure?.facts['reason'] === 'no-key' ? null : (
            <Button variant="default" size="compact-xs" loading={props.busy} onClick={props.onReconnect}>
              Try now
            </Button>
          )}
        </Strip>
      ) : null}
      {failed === null ? null : (
        <Strip
          tone="blocked"
          icon={<IconAlertTriangle size={15} aria-hidden />}
          text={`${failed.title}. ${failed.happened} ${failed.todo}`}
        >
          <Explain said={failed} />
        </Strip>
      )}
      {interruptedRuns > 0 ? (
        <Strip
          tone="blocked"
          icon={<IconPlayerPause size={15} aria-hidden />}
          text={`${plural(interruptedRuns, 'run was', 'runs were')} interrupted and can go on.`}
        >
          <Link href="/runs?states=interrupted" className={strip.link}>
            Review
          </Link>
        </Strip>
      ) : null}
      <KeptAside names={keptAside} />
    </div>
  )
}

/** Files that could not be read, and were not overwritten. */
export const KeptAside = ({ names }: { readonly names: readonly string[] }) =>
  names.length === 0 ? null : (
    <Strip
      tone="blocked"
      icon={<IconFileAlert size={15} aria-hidden />}
      text={`${plural(names.length, 'file')} could not be read and ${names.length === 1 ? 'was' : 'were'} kept aside: ${names.join(', ')}. What could not be read starts anew.`}
    />
  )

const wasEndedHere = (why: Failure | null): boolean => /^(?:by-person|not-kept)$/.test(why?.facts['reason'] ?? '')

const signedOutTitle = (why: Failure | null): string =>
  why?.code === 'salesforce.signed-out' ? sayFailure(why).title : 'Salesforce has signed you out'

const Explain = ({ said }: { readonly said: SaidFailure | null }) =>
  said === null ? null : <HelpLink href={said.helpPath} about={said.title} id={`strip:${said.helpPath}`} word />
