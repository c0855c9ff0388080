import { oc } from '@orpc/contract'

import { Failure } from '../failure.ts'

/** Every call can fail in an expected way; the failure travels as data, unchanged, over every transport. */
export const call = oc.errors({ FAILURE: { data: Failure } })
