import Conf from 'conf'
import path from 'node:path'

import { createAppSettings } from '#adapters/settings/create-app-settings'
import { createSettings } from '#adapters/settings/create-settings'
import { sweepUnfinished } from '#adapters/settings/sweep-unfinished'
import { practiceProfile } from '#hosts/composition/practice-profile'
import { openVault, type SealingStorage } from '#hosts/electron/vault'
import type { VaultPort } from '#core/ports'
import type { MappingFields } from '#shared/domain/profile'
import { silentLog } from '#test/fakes/small-ports'

import { sameNumber, type OpenStores, type Store } from './store.ts'

/** Seals by turning round, and takes its time as a keychain does. */
const storage: SealingStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => {
    await new Promise((resolve) => setImmediate(resolve))
    return Buffer.from(text).reverse()
  },
  decryptStringAsync: (sealed) =>
    Promise.resolve({ result: Buffer.from(sealed).reverse().toString(), shouldReEncrypt: false }),
}

const openFile = (cwd: string, configName: string) =>
  new Conf({ cwd, configName, configFileMode: 0o600, accessPropertiesByDotNotation: false })

/** As the desktop app opens a file of its own: `electron-store` is the same library with a folder that Electron names. */
export function openOwnFile(folder: string, name: string) {
  sweepUnfinished(path.join(folder, `${name}.json`))
  return openFile(folder, name)
}

/** The desktop app's vault over its file. */
export const openSealed = (folder: string): Promise<VaultPort> =>
  openVault(storage, () => ({ file: openOwnFile(folder, 'sealed'), keptAside: null }), silentLog, 'linux')

const origin = 'https://login.example'

export const secretsStore = (vault: VaultPort): Store => ({
  name: 'secrets',
  slots: ['stigg-key', 'app-key', 'other-key'],
  appends: false,
  put: (slot, n) => (n === 0 ? vault.delete(slot) : vault.set(slot, origin, `secret-${n}`)),
  read: async (slot) => {
    const secret = await vault.get(slot, origin)
    // An origin without a secret would be a sealed one that cannot be opened any more.
    if (secret === null && (await vault.boundTo(slot)) !== null)
      return { damaged: 'holds a secret that cannot be opened' }
    return sameNumber([secret])
  },
})

const fieldsOf = (n: number): MappingFields => {
  const field = {
    object: 'Product2',
    field: `Field_${n}__c`,
    label: `Field ${n}`,
    foundBy: 'chosen',
    updateable: true,
    length: n,
  } as const
  return {
    productType: field,
    productId: field,
    lineType: null,
    lineId: null,
    customerId: null,
    customerUrl: null,
    subscriptionId: field,
  }
}

/** A profile's settings.json: three things that are kept apart from each other in one file. */
export function settingsStore(folder: string, at: string): OpenStores {
  const practice = practiceProfile({ appUrl: 'http://127.0.0.1:1', environmentSlug: 'crash' })
  const settings = createSettings(
    path.join(folder, 'settings.json'),
    () => openFile(folder, 'settings'),
    () => practice,
    at,
  )
  const store: Store = {
    name: 'settings',
    slots: ['fields', 'templates', 'rules'],
    appends: false,
    put(slot, n) {
      if (slot === 'fields') settings.keepMappingFields('org', fieldsOf(n))
      else if (slot === 'rules')
        settings.keepRules({ ...settings.profile().rules, trialStages: [`Stage ${n}`, `Stage ${n}`] })
      else
        settings.keepUrlTemplates({
          customerUrlTemplate: `https://c.example/${n}`,
          subscriptionUrlTemplate: `https://c.example/${n}`,
        })
    },
    read(slot) {
      const { rules, customerUrlTemplate, subscriptionUrlTemplate } = settings.profile()
      if (slot === 'rules') return rules.trialStages.length === 2 ? sameNumber(rules.trialStages) : []
      if (slot === 'fields') {
        const fields = settings.mappingFields('org')
        return sameNumber([fields?.productId?.field, fields?.subscriptionId?.field, fields?.productType?.field])
      }
      return customerUrlTemplate === practice.customerUrlTemplate
        ? []
        : sameNumber([customerUrlTemplate, subscriptionUrlTemplate])
    },
  }
  return { stores: [store], aside: settings.keptAside }
}

/** The app's own app.json. */
export function appSettingsStore(folder: string, at: string): OpenStores {
  const settings = createAppSettings(path.join(folder, 'app.json'), () => openFile(folder, 'app'), at)
  const store: Store = {
    name: 'app settings',
    slots: ['network'],
    appends: false,
    put: (_slot, n) => settings.keep({ ...settings.get(), network: { proxy: `proxy-${n}`, caFile: `proxy-${n}` } }),
    read() {
      const { proxy, caFile } = settings.get().network
      return sameNumber([proxy, caFile])
    },
  }
  return { stores: [store], aside: settings.keptAside }
}
