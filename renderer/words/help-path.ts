import type { FindingCode } from '#shared/domain/finding'
import type { FailureCode } from '#shared/failure'

/** Where the page about a finding or a failure is. Apart from the pages themselves, which are loaded when one is opened. */
export const helpPath = (code: FindingCode | FailureCode): string => `/help/${code}`
