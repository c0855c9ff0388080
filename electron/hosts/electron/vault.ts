import type { SafeStorage } from 'electron'
import { z } from 'zod'

import type { KeyedFile } from '#adapters/settings/create-settings'
import type { LogPort, VaultPort } from '#core/ports'

import { memoryVault } from '../composition/memory-vault.ts'

export type SealingStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const Sealed = z.object({ origin: z.string(), sealed: z.base64() })

/**
 * Whether the system really seals. On Linux without a keyring Electron still says that it encrypts, with a password that
 * stands in its source: that is plain text to anybody who can read the file.
 * Source: Electron 45, safeStorage, "getSelectedStorageBackend".
 */
async function seals(storage: SealingStorage, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await storage.isAsyncEncryptionAvailable())) return false
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend())
}

/**
 * Secrets sealed by the system and kept in a file; in memory where the system cannot seal. After Electron is ready only.
 * A file that cannot be read is kept aside, and what it held counts as absent.
 * A secret that can no longer be opened (another user, a new keychain) counts as absent: the person signs in again.
 */
export async function openVault(
  storage: SealingStorage,
  openFile: () => { readonly file: KeyedFile; readonly keptAside: string | null },
  log: LogPort,
  platform: NodeJS.Platform = process.platform,
): Promise<VaultPort> {
  if (!(await seals(storage, platform))) {
    log.warn('The system has no keychain to seal secrets with; they stay in memory')
    return memoryVault()
  }
  const { file, keptAside } = openFile()
  const set = async (name: string, origin: string, secret: string): Promise<void> => {
    const sealed = await storage.encryptStringAsync(secret)
    file.set(name, { origin, sealed: sealed.toString('base64') })
  }
  return {
    protection: 'keychain',
    keptAside,
    set,
    async get(name, origin) {
      const kept = Sealed.safeParse(file.get(name))
      if (!kept.success || kept.data.origin !== origin) return null
      try {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(kept.data.sealed, 'base64'))
        if (shouldReEncrypt) await set(name, origin, result)
        return result
      } catch {
        log.warn('A sealed secret could not be opened', { name })
        return null
      }
    },
    async boundTo(name) {
      const kept = Sealed.safeParse(file.get(name))
      return kept.success ? kept.data.origin : null
    },
    async delete(name) {
      // `null` is no sealed secret, and a key that is set is a key that is written.
      file.set(name, null)
    },
  }
}
