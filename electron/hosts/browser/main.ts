import { useCompileCache } from '../compile-cache.ts'

useCompileCache()
const { parseHostOptions, usage } = await import('../options.ts')
const options = parseHostOptions(process.argv.slice(2))
if (!options.ok) {
  process.stderr.write(`${options.failure.message}\n`)
  process.exitCode = 2
} else if (options.value.help) {
  process.stdout.write(usage)
} else {
  const { runBrowserHost } = await import('./run.ts')
  process.exitCode = await runBrowserHost(options.value)
  // What still holds the process open then are idle connections of its own clients.
  process.exit()
}
