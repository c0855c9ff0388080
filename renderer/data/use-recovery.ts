import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { failureOf } from './failure-of.ts'
import { useStatus } from './use-status.ts'

/** Read again what was held back while Stigg was left alone, as soon as it answers. */
export function useRecovery(): void {
  const queryClient = useQueryClient()
  const answers = useStatus()?.stigg.state === 'connected'
  useEffect(() => {
    if (!answers) return
    void queryClient.invalidateQueries({
      predicate: ({ state: { error } }) => error !== null && failureOf(error).code === 'stigg.circuit-open',
    })
  }, [answers, queryClient])
}
