import { billingEmailOf } from '#shared/domain/billing-email'
import { chooseCustomer, type SaidCustomer } from '#shared/domain/customer-choice'
import type { CustomerState } from '#shared/domain/customer'
import { noEdits } from '#shared/domain/draft-edits'
import type { Account } from '#shared/domain/opportunity'
import { ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Context, LiveState } from './live-state.ts'

type Reads = Pick<Ports, 'salesforce' | 'stigg' | 'mirror'>

/** Whom a customer state was asked about; equal questions have equal answers. */
interface Question {
  readonly customerId: string
  readonly accountId: string
  readonly email: string | null
}

export interface LiveReader {
  /**
   * Read both halves of a deal now. Both services are asked side by side: whom to ask Stigg about is guessed from the last
   * look or the mirror, and asked again only where the deal says otherwise.
   * @param said customer IDs that were named for the deal, which come before the account's own
   * Fails: `opportunity.not-found`, `salesforce.*`, `stigg.*`.
   */
  read(opportunityId: string, context: Context, said: SaidCustomer, signal?: AbortSignal): Promise<Result<LiveState>>
}

export function createLiveReader({ salesforce, stigg, mirror }: Reads): LiveReader {
  const lastQuestions = new Map<string, Question>()

  const guess = (opportunityId: string, said: SaidCustomer): Question | null => {
    const last = lastQuestions.get(opportunityId)
    if (last && (said.edited === null || said.edited === last.customerId)) return last
    const account = mirror.get(opportunityId)?.account
    return account ? questionAbout(account, [], null, said) : null
  }

  return {
    async read(opportunityId, context, said, signal) {
      const ask = (question: Question): Promise<Result<CustomerState>> =>
        stigg.customerState({ ...question, marker: { orgId: context.org.id, opportunityId } }, signal)

      const guessed = guess(opportunityId, said)
      const [deal, early] = await Promise.all([
        salesforce.readDeal(
          opportunityId,
          { fields: context.fields, lineSource: context.profile.rules.lineSource },
          signal,
        ),
        guessed ? ask(guessed) : null,
      ])
      if (!deal.ok) return deal
      const { account } = deal.value
      if (!account) return ok({ deal: deal.value, customer: null })

      let asked = guessed
      let state = early
      // At most twice: the deal corrects the guess, then Stigg's link may lead to another customer.
      for (let round = 0; round < 2; round += 1) {
        const linked = state?.ok && asked?.accountId === account.id ? state.value : null
        // Duplicates are looked for only where a customer would be made.
        const email = linked?.customer
          ? (asked?.email ?? null)
          : billingEmailOf(noEdits, null, deal.value.contacts).email
        const wanted = questionAbout(account, linked?.linkedToAccount ?? [], email, said)
        if (state?.ok && asked && sameQuestion(asked, wanted)) break
        asked = wanted
        state = await ask(wanted)
        if (!state.ok) return state
      }
      if (!state) return ok({ deal: deal.value, customer: null })
      if (!state.ok) return state
      if (asked) lastQuestions.set(opportunityId, asked)
      return ok({ deal: deal.value, customer: state.value })
    },
  }
}

const questionAbout = (
  account: Account,
  linked: CustomerState['linkedToAccount'],
  email: string | null,
  said: SaidCustomer,
): Question => ({
  customerId: chooseCustomer(account, linked, said).id,
  accountId: account.id,
  email,
})

const sameQuestion = (a: Question, b: Question): boolean =>
  a.customerId === b.customerId && a.accountId === b.accountId && a.email === b.email
