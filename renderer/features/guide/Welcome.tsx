import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPlugConnected, IconSchool } from '@tabler/icons-react'
import { useLocation } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Guide.module.css'

/** The first thing that somebody sees: practise on made-up deals, or connect an org. */
export function Welcome() {
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const welcomed = useMutation(queries.profiles.welcomed.mutationOptions())

  const practise = async (): Promise<void> => {
    try {
      await welcomed.mutateAsync(undefined)
      await queryClient.invalidateQueries({ queryKey: queries.profiles.list.key() })
      navigate('/inbox')
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const failure = welcomed.error ? failureOf(welcomed.error) : null
  return (
    <section className={styles.welcome} aria-labelledby="welcome-title">
      <h1 id="welcome-title" tabIndex={-1} ref={heading}>
        Provision won deals in Stigg
      </h1>
      <p>
        The companion works out what Stigg must hold for a deal that was won in Salesforce, shows it in words, and does
        it once you agree.
      </p>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <div className={styles.ways}>
        <article>
          <IconSchool size={22} stroke={1.6} aria-hidden />
          <h2>Try it first</h2>
          <p>
            A Salesforce org and a Stigg environment that live on this machine, with made-up deals. Nothing that you do
            there reaches anybody.
          </p>
          <Button variant="default" loading={welcomed.isPending} onClick={() => void practise()}>
            Try the practice workspace
          </Button>
        </article>
        <article>
          <IconPlugConnected size={22} stroke={1.6} aria-hidden />
          <h2>Connect your own</h2>
          <p>
            You need the consumer key of an app that an administrator of your org makes, and a server key of Stigg. The
            guide says how to get both. Nothing is written before it is finished.
          </p>
          <Button onClick={() => navigate('/connect')}>Connect your org</Button>
        </article>
      </div>
      <p className={styles.soft}>You can do the other one at any time.</p>
    </section>
  )
}
