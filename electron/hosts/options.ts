import { parseArgs } from 'node:util'

import { fail, ok, type Result } from '#shared/failure'

export interface HostOptions {
  /** `auto`: Electron where it can be had, else the browser host. */
  readonly host: 'auto' | 'browser' | 'electron'
  /** Null = the host's own choice. */
  readonly port: number | null
  /** Open the page in the default browser. */
  readonly open: boolean
  readonly dataDir: string | null
  /** JSON or a file name; see practice-connection.ts. */
  readonly practice: string | null
  /** `practice`: take the practice workspace on a first start, and do not ask. */
  readonly profile: 'practice' | null
  readonly opportunities: number | null
  readonly seed: number | null
  /** Print the masked report, and end. */
  readonly diagnostics: boolean
  readonly help: boolean
}

export const usage = `npm start -- [options]

  --host browser|electron   ask for one host outright
  --port N                  serve a browser on this port of 127.0.0.1 (implies --host browser)
  --no-open                 print the address, and open nothing
  --data-dir DIR            keep everything in this folder
  --practice FILE|JSON      use practice services that run elsewhere (what "npm run practice" prints)
  --profile practice        on a first start, take the practice workspace and do not ask
  --opportunities N         add N generated deals to the practice workspace
  --seed N                  seed of the practice workspace
  --diagnostics             print a report that names no customer, and end
`

const refuse = (sentence: string): Result<never> => fail('contract.violated', sentence)

const hosts = ['auto', 'browser', 'electron'] as const

function wholeNumber(name: string, text: string | undefined, most: number): Result<number | null> {
  if (text === undefined) return ok(null)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value <= most) return ok(value)
  return refuse(`--${name} takes a whole number from 0 to ${most}, not "${text}".`)
}

/** Parse a command line. Fails: `contract.violated`, whose message is one sentence for the person who typed it. */
export function parseHostOptions(args: readonly string[]): Result<HostOptions> {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        host: { type: 'string', default: 'auto' },
        port: { type: 'string' },
        open: { type: 'boolean', default: true },
        'data-dir': { type: 'string' },
        practice: { type: 'string' },
        profile: { type: 'string' },
        opportunities: { type: 'string' },
        seed: { type: 'string' },
        diagnostics: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error)
    return refuse(`${why}. "npm start -- --help" lists what can be asked for.`)
  }
  const asked = hosts.find((name) => name === values.host)
  if (asked === undefined) return refuse(`--host is browser or electron, not "${values.host}".`)
  const { profile } = values
  if (profile !== undefined && profile !== 'practice') return refuse(`--profile takes practice, not "${profile}".`)
  const port = wholeNumber('port', values.port, 65_535)
  const opportunities = wholeNumber('opportunities', values.opportunities, 1_000_000)
  const seed = wholeNumber('seed', values.seed, 999_999_999)
  if (!port.ok) return port
  if (!opportunities.ok) return opportunities
  if (!seed.ok) return seed
  if (asked === 'electron' && port.value !== null)
    return refuse('--port is for the browser host; Electron serves none.')
  return ok({
    host: asked === 'auto' && port.value !== null ? 'browser' : asked,
    port: port.value,
    open: values.open,
    dataDir: values['data-dir'] ?? null,
    practice: values.practice ?? null,
    profile: profile ?? null,
    opportunities: opportunities.value,
    seed: seed.value,
    diagnostics: values.diagnostics,
    help: values.help,
  })
}

/** Options that a host takes when it is given a command line that is not its own: Electron's holds Chromium's as well. */
const passedOn = /^--(?:(?:data-dir|practice|profile|opportunities|seed)=|diagnostics$)/

export function ownOptionsIn(argv: readonly string[]): HostOptions {
  const parsed = parseHostOptions(argv.filter((argument) => passedOn.test(argument)))
  if (!parsed.ok) throw new Error(parsed.failure.message)
  return parsed.value
}
