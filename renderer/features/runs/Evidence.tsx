import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveFile } from './save.ts'

/** The run as one file: what was approved, sent, answered and read back, without secrets. */
export function Evidence({ runId }: { readonly runId: string }) {
  const queries = useQueries()
  const evidence = useMutation(queries.runs.evidence.mutationOptions({ onSuccess: saveFile }))
  const failed = evidence.error ? sayFailure(failureOf(evidence.error)).title : null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={evidence.isPending} title={failed ?? undefined}>
          {failed === null ? 'Evidence pack' : 'Evidence pack: not made'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => evidence.mutate({ runId, format: 'html' })}>A page to read and print</Menu.Item>
        <Menu.Item onClick={() => evidence.mutate({ runId, format: 'json' })}>Data (JSON)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
