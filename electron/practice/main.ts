import { parseArgs } from 'node:util'
import { PortTaken } from './ports.ts'
import { ORG_KINDS, type OrgKind } from './salesforce/schema/kinds-of-org.ts'
import { StoreInUse } from './record-store.ts'
import { startPractice, type PracticeOptions } from './start-practice.ts'

const USAGE = `Serve the practice workspace on loopback: a Salesforce org, a Stigg environment, and an application of the customer's.

  --salesforce-port N   port of the practice org (last time's, else a free one)
  --stigg-port N        port of the practice environment (last time's, else a free one)
  --app-port N          port of the customer's own application (last time's, else a free one)
  --seed N              which story; another one drops what was changed (7)
  --opportunities N     so many generated won deals on top of the story (0)
  --pairs N             so many generated accounts, and as many customers, beside it (0)
  --data-dir DIR        folder that keeps what is changed (kept in memory only)
  --native-flow         the org's own Stigg flow provisions what is won (off)
  --fields KIND         what the org made of Stigg's fields: story, none or odd (story)
  --host ADDRESS        address to listen on (127.0.0.1)

Addresses and credentials are printed as one line of JSON once both answer. Stop with Ctrl+C.
`

/** A wrong option; `message` is one sentence for a person. */
class UsageError extends Error {}

/** What the command line asks for. Throws `UsageError`. */
function optionsFrom(args: readonly string[]): PracticeOptions | 'help' {
  const values = parse(args)
  if (values.help === true) return 'help'
  return {
    dataDir: values['data-dir'] ?? ':memory:',
    salesforcePort: numberOf('--salesforce-port', values['salesforce-port'], 65_535),
    stiggPort: numberOf('--stigg-port', values['stigg-port'], 65_535),
    appPort: numberOf('--app-port', values['app-port'], 65_535),
    seed: numberOf('--seed', values.seed, 2 ** 32 - 1),
    opportunities: numberOf('--opportunities', values.opportunities, 1_000_000),
    pairs: numberOf('--pairs', values.pairs, 100_000),
    host: values.host,
    nativeFlow: values['native-flow'],
    fields: kindOf(values.fields),
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        'salesforce-port': text,
        'stigg-port': text,
        'app-port': text,
        seed: text,
        opportunities: text,
        pairs: text,
        'data-dir': text,
        host: text,
        fields: text,
        'native-flow': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const [sentence = 'The options could not be read'] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${sentence}.`, { cause: error })
  }
}

function numberOf(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= most) return number
  throw new UsageError(`${option} takes a whole number from 0 to ${most}, not "${text}".`)
}

function kindOf(text: string | undefined): OrgKind | undefined {
  const kind = ORG_KINDS.find((known) => known === text)
  if (kind !== undefined || text === undefined) return kind
  throw new UsageError(`--fields takes ${ORG_KINDS.join(', ')}, not "${text}".`)
}

async function main(args: readonly string[]): Promise<number> {
  const options = optionsFrom(args)
  if (options === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const practice = await startPractice(options)
  if (practice.notice !== undefined) process.stderr.write(`${practice.notice}\n`)
  const { salesforce, stigg, customerApp } = practice
  process.stdout.write(`${JSON.stringify({ salesforce, stigg, customerApp, dataDir: options.dataDir })}\n`)
  await stopped
  await practice.close()
  return 0
}

/** The sentence for what a person can mend: an option, a port, a folder. Undefined for a defect. */
function sentenceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof UsageError || error instanceof PortTaken || error instanceof StoreInUse) return error.message
  const isOfTheSystem = 'code' in error && /^E[A-Z]+$|^ERR_SQLITE/.test(String(error.code))
  return isOfTheSystem ? `The practice workspace cannot start: ${error.message}.` : undefined
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const sentence = sentenceFor(error)
  if (sentence === undefined) throw error
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}
