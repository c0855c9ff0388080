import { start } from './desktop.ts'

// Never a top-level `await` here: Electron's `ready` waits for this module to finish (electron/electron#40719).
start()
