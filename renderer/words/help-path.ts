import type { FindingCode } from '#shared/domain/finding'
import type { GrantFindingCode } from '#shared/domain/grant-rules'
import type { FailureCode } from '#shared/failure'

/** A check of a grant, told apart from those of a deal. */
export type GrantHelpCode = `grant.${GrantFindingCode}`

/** Where the page about a finding or a failure is. Apart from the pages themselves, which are loaded when one is opened. */
export const helpPath = (code: FindingCode | GrantHelpCode | FailureCode): string => `/help/${code}`
