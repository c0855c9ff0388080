import type { ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const appHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { appSettings } = core.ports
  const { updateChecks } = core
  return {
    settings: os.app.settings.handler(() => appSettings.get()),
    saveSettings: os.app.saveSettings.handler(({ input: { settings } }) => {
      appSettings.keep(settings)
      core.events.emit({ type: 'status.changed' })
    }),
    updates: os.app.updates.handler(() => updateChecks.known()),
    checkForUpdates: os.app.checkForUpdates.handler(() => updateChecks.check()),
  }
}
