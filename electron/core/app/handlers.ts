import { diagnose } from '../diagnostics/diagnose.ts'
import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const appHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { appSettings, network } = core.ports
  const { updateChecks } = core
  return {
    settings: os.app.settings.handler(() => appSettings.get()),
    diagnostics: os.app.diagnostics.handler(({ signal }) => diagnose(core.connections, core.watch, core.ports, signal)),
    saveSettings: os.app.saveSettings.handler(({ input: { settings }, errors }) => {
      const problem = network.problem(settings.network)
      if (problem) orThrow({ ok: false, failure: problem }, errors)
      appSettings.keep(settings)
      core.events.emit({ type: 'status.changed' })
    }),
    updates: os.app.updates.handler(() => updateChecks.known()),
    checkForUpdates: os.app.checkForUpdates.handler(() => updateChecks.check()),
    tryNetwork: os.app.tryNetwork.handler(({ input, signal }) => network.reach(input.network, signal)),
  }
}
