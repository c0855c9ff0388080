import type { NamedFaultHook } from '../control.ts'
import { flowBefore, nativeFlowFault } from '../native-flow/fault.ts'
import type { NativeFlow } from '../native-flow/native-flow.ts'
import type { Grants } from './oauth/grants.ts'
import { OAUTH_FAULT_NAMES } from './oauth/refusals.ts'
import { tokenOf } from './routes/http.ts'
import { ROW_FAULTS } from './routes/row-faults.ts'

/** Faults that are an answer in the handler's place: status, error code, text. */
const ANSWERS: Readonly<Record<string, readonly [status: number, errorCode: string, message: string]>> = {
  'permanent-401': [401, 'INVALID_SESSION_ID', 'Session expired or invalid'],
  'blocked-rest': [401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API'],
  'api-disabled': [403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner'],
  'api-disabled-for-user': [403, 'API_CURRENTLY_DISABLED', 'API is currently disabled for this user'],
  REQUEST_LIMIT_EXCEEDED: [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  'concurrent-requests': [
    403,
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
  ],
  'concurrent-long-requests': [403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'],
  SERVER_UNAVAILABLE: [503, 'SERVER_UNAVAILABLE', 'The service is temporarily unavailable. Please try again later.'],
  UNKNOWN_EXCEPTION: [
    500,
    'UNKNOWN_EXCEPTION',
    'An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (-1234567890)',
  ],
  QUERY_TIMEOUT: [400, 'QUERY_TIMEOUT', 'Your query request was running for too long.'],
  QUERY_TOO_COMPLICATED: [
    400,
    'QUERY_TOO_COMPLICATED',
    'Query is either selecting too many fields or the filter conditions are too complicated.',
  ],
}

/** Met by the handlers themselves, where they stand in the way. */
const MET_WITHIN = ['cursor-expired', 'PRECONDITION_FAILED', 'clock-skew', 'late-commit', 'wrong-state', 'no-state']

export const SALESFORCE_FAULTS: readonly string[] = [
  nativeFlowFault,
  'expire-session',
  'expire-all-sessions',
  ...Object.keys(ANSWERS),
  ...MET_WITHIN,
  ...OAUTH_FAULT_NAMES,
  ...ROW_FAULTS,
]

/** What the named faults of the practice org do. Source of the texts: REST API Developer Guide, status codes. */
export function salesforceFaultHook(grants: Grants, flow: NativeFlow | undefined): NamedFaultHook {
  return async (fault, c) => {
    const { name } = fault
    await flowBefore(fault, c, flow)
    if (name === 'expire-all-sessions') grants.endAllSessions()
    const token = tokenOf(c)
    if (name === 'expire-session' && token !== undefined) grants.endSession(token)
    const [status, errorCode, message] = ANSWERS[name] ?? []
    if (status === undefined) return undefined
    return new Response(JSON.stringify([{ message, errorCode }]), {
      status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
    })
  }
}
