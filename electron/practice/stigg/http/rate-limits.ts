const windowMs = 60_000

/**
 * Calls a minute that one operation may make over the whole environment.
 * Source: Stigg documentation, "Rate limits" of the REST and of the GraphQL API.
 */
export const operationLimits = {
  provisionCustomer: 250,
  updateOneCustomer: 250,
  archiveCustomer: 250,
  provisionSubscription: 250,
  updateOneSubscription: 250,
  cancelSubscription: 250,
  migrateSubscriptionToLatest: 250,
  previewSubscription: 3000,
  getSubscription: 3000,
  subscriptions: 1500,
  getCustomerByRefId: 3000,
  coupon: 500,
  createCreditGrant: 250,
  voidCreditGrant: 500,
  creditGrants: 1500,
  creditsLedger: 500,
  creditUsage: 500,
  creditBalanceSummary: 500,
  reportUsage: 3000,
  usageHistoryV2: 250,
  entitlements: 6000,
  triggerWorkflow: 250,
} as const

export type Operation = keyof typeof operationLimits

/** Changes a minute that one entity may see, over all routes that change it. */
const entityLimit = 30

/** The verdict on a call: free to go, or how long until it would be. */
export type Verdict = { readonly passes: true } | { readonly passes: false; readonly retryAfterMs: number }

/** The times of the calls of the last minute, oldest first. */
class Window {
  readonly #times: number[] = []

  #drop(now: number): void {
    // A clock that was set back would keep its future calls for ever: those go as well.
    while (this.#times.length > 0 && ((this.#times[0] ?? 0) <= now - windowMs || (this.#times[0] ?? 0) > now)) {
      this.#times.shift()
    }
  }

  /** Milliseconds until one more call fits; 0 when it fits now. */
  wait(now: number, limit: number): number {
    this.#drop(now)
    return this.#times.length < limit ? 0 : (this.#times[this.#times.length - limit] ?? now) + windowMs - now
  }

  take(now: number): void {
    this.#times.push(now)
  }

  get isEmpty(): boolean {
    return this.#times.length === 0
  }
}

/** Both limits of Stigg, over sliding minutes of the practice clock. A refused call does not count against either. */
export class RateLimits {
  readonly #windows = new Map<string, Window>()
  enabled = true
  /** Whether a 429 says `Retry-After`; Stigg documents none. */
  sendsRetryAfter = false

  #window(key: string): Window {
    const existing = this.#windows.get(key)
    if (existing !== undefined) return existing
    const window = new Window()
    this.#windows.set(key, window)
    return window
  }

  /** Take one call of `operation`, and one change of `entity` where there is one, if both have room. */
  take(now: number, operation: Operation | undefined, entity: string | undefined): Verdict {
    if (!this.enabled) return { passes: true }
    const taken: Window[] = []
    let retryAfterMs = 0
    if (operation !== undefined) {
      const window = this.#window(`operation ${operation}`)
      retryAfterMs = Math.max(retryAfterMs, window.wait(now, operationLimits[operation]))
      taken.push(window)
    }
    if (entity !== undefined) {
      const window = this.#window(`entity ${entity}`)
      retryAfterMs = Math.max(retryAfterMs, window.wait(now, entityLimit))
      taken.push(window)
    }
    if (retryAfterMs > 0) return { passes: false, retryAfterMs }
    for (const window of taken) window.take(now)
    if (this.#windows.size > 20_000) this.#forgetIdle(now)
    return { passes: true }
  }

  #forgetIdle(now: number): void {
    for (const [key, window] of this.#windows) {
      window.wait(now, 1)
      if (window.isEmpty) this.#windows.delete(key)
    }
  }

  clear(): void {
    this.#windows.clear()
  }
}
