import { Button } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { Strip } from '../../ui/Strip.tsx'
import { useMixedPair } from '../provisioning/use-mixed-pair.ts'

/** On a mixed pair nothing is written until somebody said that it is meant; a sheet asks as well, a run that goes on does not. */
export function PairStrip({ status }: { readonly status: WorkspaceStatus }) {
  const pair = useMixedPair(status)
  if (!pair.isMixed || pair.isConfirmed || status.profile.access === 'read-only') return null
  return (
    <Strip
      tone="blocked"
      icon={<IconArrowsLeftRight size={15} aria-hidden />}
      text="This pair is mixed: production beside what is none. Nothing is written until you say that this is meant."
    >
      <Button variant="default" size="compact-xs" onClick={pair.confirm}>
        Allow writes for this session
      </Button>
    </Strip>
  )
}
