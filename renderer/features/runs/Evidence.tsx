import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveFile } from '../../ui/save-file.ts'

const formats = [
  { format: 'html', word: 'Evidence page' },
  { format: 'json', word: 'Evidence data' },
] as const

/** The run as one file, to read and print or as data: what was approved, sent, answered and read back, without secrets. */
export function Evidence({ runId }: { readonly runId: string }) {
  const queries = useQueries()
  const evidence = useMutation(queries.runs.evidence.mutationOptions({ onSuccess: saveFile }))
  return (
    <>
      {evidence.error ? <span role="alert">{sayFailure(failureOf(evidence.error)).title}</span> : null}
      {formats.map(({ format, word }) => (
        <Button key={format} variant="default" onClick={() => evidence.mutate({ runId, format })}>
          {word}
        </Button>
      ))}
    </>
  )
}
