import type { ErrorShape } from './error-answer.ts'
import { keysOf, type ApiKey, type KeySecrets } from './keys.ts'
import { RateLimits } from './rate-limits.ts'

/** What the control plane can switch. Kept in memory: a restart is back at the defaults. */
export interface ServiceSettings {
  errorShape: ErrorShape
  /** Stigg's gateway may answer 401 to a POST whose body has no Content-Type. */
  refusesUntypedBodies: boolean
  /** Whether a refusal by a business rule is kept under its idempotency key as well, and replayed. */
  keepsRefusals: boolean
  readonly rateLimits: RateLimits
  /** By secret. */
  readonly keys: Map<string, ApiKey>
}

export function createSettings(secrets: KeySecrets): ServiceSettings {
  return {
    errorShape: 'flat',
    refusesUntypedBodies: false,
    keepsRefusals: true,
    rateLimits: new RateLimits(),
    keys: new Map(keysOf(secrets).map((key) => [key.secret, key])),
  }
}

/** The defaults again, on the same object. */
export function resetSettings(settings: ServiceSettings, secrets: KeySecrets): void {
  const { errorShape, refusesUntypedBodies, keepsRefusals } = createSettings(secrets)
  Object.assign(settings, { errorShape, refusesUntypedBodies, keepsRefusals })
  settings.rateLimits.clear()
  settings.rateLimits.enabled = true
  settings.rateLimits.sendsRetryAfter = false
  settings.keys.clear()
  for (const key of keysOf(secrets)) settings.keys.set(key.secret, key)
}
