import { parseHostOptions, usage } from '../options.ts'
import { runBrowserHost } from './run.ts'

const options = parseHostOptions(process.argv.slice(2))
if (!options.ok) {
  process.stderr.write(`${options.failure.message}\n`)
  process.exitCode = 2
} else if (options.value.help) {
  process.stdout.write(usage)
} else {
  process.exitCode = await runBrowserHost(options.value)
  // Keep-alive sockets of a client in this process would hold it open for some seconds more.
  process.exit()
}
