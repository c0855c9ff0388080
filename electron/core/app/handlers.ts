import type { ContractImplementer } from '../edge.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { CoreServices } from '../services.ts'

export const appHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { appSettings } = core.ports
  return {
    settings: os.app.settings.handler(() => appSettings.get()),
    diagnostics: os.app.diagnostics.handler(({ signal }) => diagnose(core.connections, core.watch, core.ports, signal)),
    saveSettings: os.app.saveSettings.handler(({ input: { settings } }) => {
      appSettings.keep(settings)
      core.events.emit({ type: 'status.changed' })
    }),
  }
}
