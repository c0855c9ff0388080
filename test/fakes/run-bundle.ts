import { registerHooks } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

/**
 * Run a built main bundle against the fake `electron`, from its start to its end, and print what it asked for as one JSON
 * line. Usage: node test/fakes/run-bundle.ts <main.js>
 */
const fake = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: fake, shortCircuit: true } : next(specifier, context),
})

const { app, callsOf, makeReady, recorded } = await import('./electron.ts')
await import(pathToFileURL(process.argv[2] ?? '').href)
makeReady()
while (recorded.windows.length === 0 && callsOf('app.exit').length === 0) await sleep(10)
const [window] = recorded.windows
console.log(
  JSON.stringify({
    errors: callsOf('dialog.showErrorBox'),
    loaded: window?.loaded ?? [],
    webPreferences: window?.options.webPreferences ?? {},
    page: await (await recorded.protocols.get('app')?.(new Request('app://companion/')))?.text(),
  }),
)
app.emit('before-quit', { preventDefault: () => undefined })
while (callsOf('app.quit').length === 0) await sleep(10)
process.exit()
