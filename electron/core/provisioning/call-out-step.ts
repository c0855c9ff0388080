import type { Draft } from '#shared/domain/draft'
import type { Deal } from '#shared/domain/opportunity'
import { renderCallOut } from '#shared/domain/render-call-out'
import type { CallOutStep } from '#shared/domain/step'
import { ok, type Result } from '#shared/failure'

import type { Context } from './live-state.ts'

/**
 * The call-out of a deal as the rules have it; null where they have none.
 * @param draft made without any answer of it, so that the same deal makes the same call
 * Fails: `call-out.not-possible`.
 */
export function callOutStepOf(
  { deal, draft }: { readonly deal: Deal; readonly draft: Draft },
  { org, profile }: Pick<Context, 'org' | 'profile'>,
): Result<CallOutStep | null> {
  const { callOut } = profile.rules
  if (!callOut) return ok(null)
  const call = renderCallOut(callOut, { deal, draft, org })
  return call.ok ? ok({ kind: 'call-out', id: 'call-out', call: call.value, trial: false }) : call
}
