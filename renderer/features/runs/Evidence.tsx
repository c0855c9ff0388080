import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveFile } from '../../ui/save-file.ts'

const formats = [
  { format: 'html', word: 'As a page to read and print' },
  { format: 'json', word: 'As data (JSON)' },
] as const

/** The run as one file, to read and print or as data: what was approved, sent, answered and read back, without secrets. */
export function Evidence({ runId }: { readonly runId: string }) {
  const queries = useQueries()
  const evidence = useMutation(queries.runs.evidence.mutationOptions({ onSuccess: saveFile }))
  return (
    <>
      {evidence.error ? <span role="alert">{sayFailure(failureOf(evidence.error)).title}</span> : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            Save evidence
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map(({ format, word }) => (
            <Menu.Item key={format} onClick={() => evidence.mutate({ runId, format })}>
              {word}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
