import { originOf, secretNamesOf, vaultNameOf } from '#shared/domain/call-out'
import { isAllowedAddress, isHeaderValue, isSecretName } from '#shared/domain/call-out-problem'
import type { ProfileKind, ProvisioningRules } from '#shared/domain/profile'
import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { VaultPort } from '../ports.ts'
import type { CoreServices } from '../services.ts'
import { tryCallOut } from './try-call-out.ts'

interface NewSecret {
  readonly name: string
  readonly origin: string
  readonly secret: string
}

/** Fails: `settings.not-valid`. The failure never repeats the secret. */
function valid({ name, origin, secret }: NewSecret, kind: ProfileKind): Result<void> {
  const refused = (at: string, why: string) => fail('settings.not-valid', `${at}: ${why}`, { at, why })
  const url = URL.parse(origin)
  if (!isSecretName(name)) return refused('secret', 'secret-name')
  if (!url || url.origin !== origin || !isAllowedAddress(url, kind)) return refused('origin', 'not-https')
  return isHeaderValue(secret) ? ok(undefined) : refused('secret', 'header-value')
}

/** Names of the secrets that rules ask for and that are not set for the address of their call-out. */
export async function secretsToEnter({ callOut }: ProvisioningRules, vault: VaultPort): Promise<string[]> {
  if (!callOut) return []
  const names = secretNamesOf(callOut)
  const bound = await Promise.all(names.map((name) => vault.boundTo(vaultNameOf(name))))
  return names.filter((_, index) => bound[index] !== originOf(callOut))
}

/** Secrets of the call-out, and its trial. */
export const callOutHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { vault, settings } = core.ports
  return {
    setSecret: os.settings.setSecret.handler(async ({ input, errors }) => {
      orThrow(valid(input, settings.profile().kind), errors)
      await vault.set(vaultNameOf(input.name), input.origin, input.secret)
    }),
    forgetSecret: os.settings.forgetSecret.handler(({ input: { name } }) => vault.delete(vaultNameOf(name))),
    secrets: os.settings.secrets.handler(({ input: { names } }) =>
      Promise.all(names.map(async (name) => ({ name, boundTo: await vault.boundTo(vaultNameOf(name)) }))),
    ),
    tryCallOut: os.settings.tryCallOut.handler(async ({ input, errors, signal }) => {
      const context = orThrow(await core.context(), errors)
      return orThrow(core.noted(await tryCallOut(input, context, core.runPorts, signal)), errors)
    }),
  }
}
