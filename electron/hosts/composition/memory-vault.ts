import type { VaultPort } from '#core/ports'

/** Secrets for as long as the process runs: where the system has no keychain to seal them with. */
export function memoryVault(): VaultPort {
  const secrets = new Map<string, { readonly origin: string; readonly secret: string }>()
  return {
    protection: 'memory',
    async get(name, origin) {
      const kept = secrets.get(name)
      return kept?.origin === origin ? kept.secret : null
    },
    async set(name, origin, secret) {
      secrets.set(name, { origin, secret })
    },
    boundTo: async (name) => secrets.get(name)?.origin ?? null,
    async delete(name) {
      secrets.delete(name)
    },
  }
}
