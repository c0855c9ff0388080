import type { ChosenFields, FieldCandidates } from '#shared/domain/field-choice'
import { goneFields } from '#shared/domain/field-choice'
import type { Org } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { fail, failure, ok, type Result } from '#shared/failure'

import type { CoreServices } from '../services.ts'

/** The org that is signed in to, connecting where that has not happened. */
async function orgOf({ connections }: Pick<CoreServices, 'connections'>): Promise<Result<Org>> {
  const { org, salesforceFailure } = connections.current().org ? connections.current() : await connections.connect()
  if (org) return ok(org)
  return { ok: false, failure: salesforceFailure ?? failure('salesforce.signed-out', 'Nobody is signed in') }
}

/** Fields that could carry each role, and what was chosen before. Fails: `salesforce.*`. */
export async function mappingCandidates(
  core: Pick<CoreServices, 'connections' | 'ports' | 'noted'>,
  signal?: AbortSignal,
): Promise<Result<{ candidates: FieldCandidates; chosen: ChosenFields }>> {
  const org = await orgOf(core)
  if (!org.ok) return org
  const candidates = core.noted(await core.ports.salesforce.mappingCandidates(signal))
  if (!candidates.ok) return candidates
  return ok({ candidates: candidates.value, chosen: core.ports.settings.chosenFields(org.value.id) })
}

/**
 * Put chosen fields in force, once describe knows every one of them; nothing is kept otherwise.
 * Fails: `mapping.fields-missing`, `salesforce.*`.
 */
export async function chooseMapping(
  core: Pick<CoreServices, 'connections' | 'ports' | 'noted'>,
  chosen: ChosenFields,
  signal?: AbortSignal,
): Promise<Result<MappingFields>> {
  const org = await orgOf(core)
  if (!org.ok) return org
  const fields = core.noted(await core.ports.salesforce.discoverFields(chosen, signal))
  if (!fields.ok) return fields
  const [gone] = goneFields(chosen, fields.value)
  if (gone) {
    const field = `${gone.object}.${gone.field}`
    return fail('mapping.fields-missing', `Describe does not know ${field}`, { field })
  }
  core.ports.settings.keepChosenFields(org.value.id, chosen)
  core.connections.tookFields(fields.value, chosen)
  return fields
}
