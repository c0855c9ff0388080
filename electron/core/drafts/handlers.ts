import { isUntouched } from '#shared/domain/draft-edits'

import type { ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const draftHandlers = (os: ContractImplementer, { ports }: CoreServices) => ({
  kept: os.drafts.kept.handler(() => [...ports.drafts.all()]),
  keep: os.drafts.keep.handler(({ input: { opportunityId, edits } }) => {
    if (isUntouched(edits)) ports.drafts.forget(opportunityId)
    else ports.drafts.keep({ opportunityId, edits, keptAt: ports.clock.now().toISOString() })
  }),
})
