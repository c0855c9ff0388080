import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { UrlPatterns } from '#shared/contract/url-patterns'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { redirectTo } from '#shared/domain/redirect'
import { patternProblem, places, type PatternKind } from '#shared/domain/url-pattern'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { sayFailure } from '../../words/failures.ts'
import { patternFaults, sayOffer } from '../../words/records.ts'
import styles from './Rules.module.css'
import { useRules } from './use-rules.ts'

/** How records are linked to: the company's redirect page, and the addresses of pages in Stigg. */
export function LinkSettings({ status }: { readonly status: WorkspaceStatus }) {
  const { rules, wrongAt, set } = useRules(status)
  const queries = useQueries()
  const patterns = useQuery(queries.settings.urlPatterns.queryOptions()).data
  const wrong = wrongAt('redirectUrl')
  return (
    <div className={styles.fields}>
      <TextInput
        size="xs"
        label="Redirect page"
        description="An https page of your company that leads on to a link of this app. It stands in copied links, which every chat then shows as a link. {link} stands for this app’s link."
        placeholder="https://go.example.com/stigg?to={link}"
        value={rules.redirectUrl ?? ''}
        error={wrong}
        onChange={({ currentTarget: { value } }) => set({ redirectUrl: value.trim() === '' ? null : value.trim() })}
      />
      {rules.redirectUrl === null || wrong !== null ? null : (
        <p className={styles.note}>
          A copied link begins <code>{redirectTo(rules.redirectUrl, 'stigg-companion://open/').slice(0, 90)}…</code>
        </p>
      )}
      {patterns === undefined ? null : (
        <Patterns key={`${patterns.customer ?? ''} ${patterns.subscription ?? ''}`} patterns={patterns} />
      )}
    </div>
  )
}

const labels: Readonly<Record<PatternKind, string>> = {
  customer: 'Customer pages in Stigg',
  subscription: 'Subscription pages in Stigg',
}

/** Both patterns as they are edited, with what the org's own accounts tell of them. */
function Patterns({ patterns }: { readonly patterns: UrlPatterns }) {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const { offered, origins } = patterns
  const [edited, setEdited] = useState({ customer: patterns.customer, subscription: patterns.subscription })
  const [wasOpened, setWasOpened] = useState(false)
  const keep = useMutation({
    mutationFn: (wanted: typeof edited) => companion.settings.keepUrlPatterns(wanted),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: queries.settings.urlPatterns.key() })
      await queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() })
    },
  })
  const wrongAt = (kind: PatternKind): string | null => {
    const pattern = edited[kind]
    const problem = pattern === null ? null : patternProblem(kind, pattern, origins)
    return problem === null ? null : patternFaults[problem](places[kind], origins)
  }
  const isChanged = edited.customer !== patterns.customer || edited.subscription !== patterns.subscription
  useHeld(isChanged ? 'Pages in Stigg that were edited and not saved' : null)
  const isWrong = (['customer', 'subscription'] as const).some((kind) => wrongAt(kind) !== null)
  const isOffered = offered !== null && offered.customer !== edited.customer
  return (
    <>
      {(['customer', 'subscription'] as const).map((kind) => (
        <TextInput
          key={kind}
          size="xs"
          label={labels[kind]}
          placeholder={`${origins[0] ?? 'https://app.stigg.io'}/…/${kind}s/${places[kind]}`}
          value={edited[kind] ?? ''}
          error={wrongAt(kind)}
          onChange={({ currentTarget: { value } }) =>
            setEdited({ ...edited, [kind]: value.trim() === '' ? null : value.trim() })
          }
        />
      ))}
      {offered === null || !isOffered ? null : (
        <p className={styles.note}>
          {sayOffer(offered)}{' '}
          {offered.sample === null ? null : (
            <span onClickCapture={() => setWasOpened(true)} onAuxClickCapture={() => setWasOpened(true)}>
              <OutLink href={offered.sample}>Open one</OutLink>
            </span>
          )}{' '}
          <Button
            size="compact-xs"
            variant="default"
            disabled={offered.from === 'environment' && offered.sample !== null && !wasOpened}
            onClick={() =>
              setEdited({ customer: offered.customer, subscription: offered.subscription ?? edited.subscription })
            }
          >
            {offered.from === 'environment' ? 'It was the customer’s page: use it' : 'Use it'}
          </Button>
        </p>
      )}
      {isChanged ? (
        <Button size="compact-sm" disabled={isWrong} loading={keep.isPending} onClick={() => keep.mutate(edited)}>
          Save these pages
        </Button>
      ) : null}
      {keep.error ? <FailurePanel {...sayFailure(failureOf(keep.error))} /> : null}
    </>
  )
}
