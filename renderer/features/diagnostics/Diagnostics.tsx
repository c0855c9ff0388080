import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { diagnosticsText } from '#shared/domain/diagnostics'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import { copyText } from '../records/copy.ts'
import styles from './Diagnostics.module.css'

/** A masked report for those who help, seen whole before it is copied or saved. */
export function Diagnostics({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries()
  useFocusReturn()
  const report = useQuery(queries.app.diagnostics.queryOptions({ staleTime: 0, gcTime: 0, retry: false }))
  const [copied, setCopied] = useState<boolean | null>(null)
  const text = report.data ? diagnosticsText(report.data) : null
  const failure = report.error ? failureOf(report.error) : null
  return (
    <Modal opened onClose={onClose} title="Diagnostics" centered size={720} transitionProps={{ duration: 80 }}>
      <p className={styles.told}>
        For those who help. It names no customer, no person and no record, and holds no secret. Both services were asked
        just now whether they answer.
      </p>
      {failure === null ? null : (
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Try again', onClick: () => void report.refetch() }} />
      )}
      {text === null ? (
        failure === null ? (
          <output className={styles.told}>Asking both services…</output>
        ) : null
      ) : (
        <>
          <textarea
            className={styles.report}
            rows={22}
            readOnly
            spellCheck={false}
            aria-label="The report"
            value={text}
          />
          <div className={styles.acts}>
            <output className={styles.told}>
              {copied === null ? '' : copied ? 'Copied.' : 'Nothing was copied: there is no clipboard here.'}
            </output>
            <Button
              variant="default"
              onClick={() => saveFile({ fileName: 'stigg-companion-diagnostics.txt', mediaType: 'text/plain', text })}
            >
              Save diagnostics
            </Button>
            <Button data-autofocus onClick={() => void copyText(text).then(setCopied)}>
              Copy diagnostics
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}
