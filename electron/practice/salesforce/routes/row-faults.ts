import type { NamedFault } from '../../faults.ts'
import { SalesforceError } from '../errors.ts'
import type { Writer } from '../rows/write.ts'
import type { ApiRequest } from './api.ts'

/** What a row's refusal says unless the fault's `message` says otherwise. `%id` is the row. */
const MESSAGES: Readonly<Record<string, string>> = {
  UNABLE_TO_LOCK_ROW: 'unable to obtain exclusive access to this record or 1 records: %id',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'Closed deals are locked. Ask Sales Operations to change this record.',
  CANNOT_EXECUTE_FLOW_TRIGGER:
    'We can\'t save this record because the "Won Deal Handover" process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: FIELD_INTEGRITY_EXCEPTION. Error ID: 1234567890-12345 (-1234567890)',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:
    'AccountTrigger: execution of AfterUpdate\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.AccountTrigger: line 12, column 1',
  DUPLICATE_VALUE: 'duplicate value found: Stigg_Customer_ID__c duplicates value on record with id: 0015g00000BcDeF',
  DUPLICATES_DETECTED: 'Use one of these records?',
  ENTITY_IS_LOCKED: 'the entity is locked for editing',
  ENTITY_IS_DELETED: 'entity is deleted',
  FIELD_FILTER_VALIDATION_EXCEPTION: 'Value does not exist or does not match filter criteria.',
  INSUFFICIENT_ACCESS_OR_READONLY: 'insufficient access rights on object id',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'insufficient access rights on cross-reference id: %id',
  INVALID_CROSS_REFERENCE_KEY: 'invalid cross reference id',
  INVALID_FIELD_FOR_INSERT_UPDATE:
    'Unable to create/update fields: Stigg_Customer_ID__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
  STORAGE_LIMIT_EXCEEDED: 'storage limit exceeded',
  STRING_TOO_LONG: 'Stigg Customer ID: data value too large: %id (max length=18)',
  REQUIRED_FIELD_MISSING: 'Required fields are missing: [CloseDate]',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'Stigg Type: bad value for restricted picklist field: X',
}
const STATUSES: Readonly<Record<string, number>> = { INSUFFICIENT_ACCESS_OR_READONLY: 403, ENTITY_IS_DELETED: 404 }

/** Names of faults that single rows meet: 400 with an `errorCode` alone, a `statusCode` within a collection. */
export const ROW_FAULTS = Object.keys(MESSAGES)

/**
 * The writer that a call's rows are written by. A row fault's `args` may narrow it and word it:
 * `{object?, id?, message?, fields?}`.
 */
export function writerOf({ org, schema, userId, header, fault: asked }: ApiRequest): Writer {
  const isSaved = /allowSave\s*=\s*true/i.test(header('Sforce-Duplicate-Rule-Header') ?? '')
  const fault = asked?.name === 'DUPLICATES_DETECTED' && isSaved ? undefined : asked
  return { org, schema, userId, faultFor: (object, id) => rowFault(fault, object.name, id), lateMs: lateMs(fault) }
}

/** `late-commit`: the row appears with a stamp of `args.ms` ago, 90 s by default. */
function lateMs(fault: NamedFault | undefined): number {
  if (fault?.name !== 'late-commit') return 0
  const ms = fault.args?.['ms']
  return typeof ms === 'number' ? ms : 90_000
}

function rowFault(fault: NamedFault | undefined, object: string, id: string | undefined): SalesforceError | undefined {
  const text = fault && MESSAGES[fault.name]
  if (!fault || text === undefined) return undefined
  const args = fault.args ?? {}
  if (typeof args['object'] === 'string' && args['object'].toLowerCase() !== object.toLowerCase()) return undefined
  if (typeof args['id'] === 'string' && args['id'].slice(0, 15) !== id?.slice(0, 15)) return undefined
  const message = typeof args['message'] === 'string' ? args['message'] : text.replaceAll('%id', id ?? '')
  const fields = Array.isArray(args['fields']) ? args['fields'].map(String) : []
  return new SalesforceError(STATUSES[fault.name] ?? 400, fault.name, message, fields)
}
