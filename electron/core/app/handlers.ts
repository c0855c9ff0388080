import type { ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'

export const appHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { appSettings } = core.ports
  return {
    settings: os.app.settings.handler(() => appSettings.get()),
    saveSettings: os.app.saveSettings.handler(({ input: { settings } }) => {
      appSettings.keep(settings)
      core.events.emit({ type: 'status.changed' })
    }),
  }
}
