import { z } from 'zod'

import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { restPath } from './pages.ts'
import { unless } from './results.ts'
import { dataOf } from './wire/values.ts'

/** Which product a plan is of. A subscription names its plan only; a plan never changes its product. */
export interface PlanProducts {
  learn(plans: readonly { readonly id: string; readonly productId: string }[]): void
  /** The products of these plans, each once; asks for plans that are not known yet, and leaves out those that are gone. */
  of(planIds: readonly string[], signal?: AbortSignal): Promise<Result<string[]>>
}

const WirePlanProduct = z.object({ id: z.string(), productId: z.string() })

export function createPlanProducts(http: Http): PlanProducts {
  const products = new Map<string, string>()
  const learn: PlanProducts['learn'] = (plans) => {
    for (const { id, productId } of plans) products.set(id, productId)
  }

  async function of(planIds: readonly string[], signal?: AbortSignal): Promise<Result<string[]>> {
    const asked = await Promise.all(
      planIds
        .filter((id) => !products.has(id))
        .map((id) => http.send({ method: 'GET', path: restPath(['plans', id]) }, dataOf(WirePlanProduct), signal)),
    )
    for (const answer of asked) {
      const plan = unless(answer, ['stigg.not-found'], null)
      if (!plan.ok) return plan
      if (plan.value) learn([plan.value])
    }
    return ok([...new Set(planIds.flatMap((id) => products.get(id) ?? []))])
  }
  return { learn, of }
}
