import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { Failure } from '#shared/failure'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { signIn } from '../../data/sign-in.ts'

/** A sign-in out of the guide: what it waits for, and why it failed. */
export function useSigningIn(): {
  readonly isUnderWay: boolean
  readonly failure: Failure | null
  readonly start: () => void
} {
  const companion = useCompanion()
  const queryClient = useQueryClient()
  const [isUnderWay, setUnderWay] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async (): Promise<void> => {
    setUnderWay(true)
    setFailure(null)
    try {
      await signIn(companion)
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setUnderWay(false)
      await queryClient.invalidateQueries()
    }
  }
  return { isUnderWay, failure, start: () => void run() }
}
