import { useCompileCache } from './compile-cache.ts'

useCompileCache()
const { start } = await import('./start/start.ts')
process.exitCode = await start(process.argv.slice(2))
// What still holds the process open then are idle connections of its own clients.
process.exit()
