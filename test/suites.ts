import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '..')

/** How many tests of a suite passed, failed and were skipped. A file that could not be run counts as one that failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The command line of a package, run by this Node. */
function binary(name: string, file: string): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Run a suite that leaves a report in a file. What it says about itself is believed only as far as its exit code agrees. */
async function reported<Report>(
  shape: z.ZodType<Report>,
  start: (file: string) => Promise<number>,
  count: (report: Report) => Counts,
): Promise<Counts> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'companion-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const code = await start(file)
    const counts = count(shape.parse(JSON.parse(readFileSync(file, 'utf8'))))
    const silent = (code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0
    return silent ? { ...counts, failed: 1 } : counts
  } catch (error) {
    console.error(`The suite left no report: ${String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** Which of Vitest's projects each suite runs. */
export const projects = {
  unit: ['node', 'scenarios', 'electron-host', 'renderer', 'attacker'],
  faults: ['faults'],
  hostile: ['hostile'],
  crash: ['crash'],
  canary: ['canary'],
} as const

const runVitest = (file: string, projects: readonly string[]): Promise<number> =>
  run([
    binary('vitest', 'vitest.mjs'),
    'run',
    '--config',
    'test/vitest.config.ts',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])

const countsOf = (report: z.infer<typeof VitestReport>): Counts => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
      .length,
  skipped: report.numPendingTests + report.numTodoTests,
})

/** Unit and integration tests. */
export const vitest = (): Promise<Counts> =>
  reported(
    VitestReport,
    (file) => runVitest(file, projects.unit),
    (report) => countsOf(report),
  )

/** What became of the cells of the fault matrix. A cell that failed, for whatever reason, is wrong. */
export interface FaultCounts extends Counts {
  readonly once: number
  readonly attention: number
}

const FaultReport = VitestReport.extend({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          meta: z.object({ fault: z.enum(['once', 'attention', 'wrong']).optional() }).optional(),
        }),
      ),
    }),
  ),
})

/** The fault matrix: each step of a run with each fault that can meet it. */
export async function faults(): Promise<FaultCounts> {
  let found = { once: 0, attention: 0 }
  const counts = await reported(
    FaultReport,
    (file) => runVitest(file, projects.faults),
    (report) => {
      const cells = report.testResults.flatMap(({ assertionResults }) => assertionResults)
      const ended = (verdict: string) =>
        cells.filter(({ status, meta }) => status === 'passed' && meta?.fault === verdict).length
      found = { once: ended('once'), attention: ended('attention') }
      return countsOf(report)
    },
  )
  return { ...counts, ...found }
}

/** The line that the fault matrix closes with. */
export const faultLine = ({ passed, failed, once, attention }: FaultCounts): string =>
  `faults: ${passed + failed} cells, ${once} once, ${attention} attention, ${passed + failed - once - attention} wrong`

/** What became of the generated strings. */
export interface HostileCounts extends Counts {
  readonly strings: number
  readonly surprises: number
}

const TalliedReport = VitestReport.extend({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ meta: z.record(z.string(), z.unknown()).optional() })),
    }),
  ),
})

/** Run a project whose tests leave figures in their meta, under its name, and add these up. */
async function tallied<Figure extends string>(
  project: 'hostile' | 'crash' | 'canary',
  figures: readonly Figure[],
): Promise<Counts & Record<Figure, number>> {
  const Tally = z.record(z.enum(figures), z.number())
  const zero = Tally.parse(Object.fromEntries(figures.map((figure) => [figure, 0])))
  let sums = zero
  const counts = await reported(
    TalliedReport,
    (file) => runVitest(file, projects[project]),
    (report) => {
      const left = report.testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .flatMap(({ meta }) => (meta?.[project] === undefined ? [] : [Tally.parse(meta[project])]))
      sums = left.reduce(
        (all, one) => Tally.parse(Object.fromEntries(figures.map((figure) => [figure, all[figure] + one[figure]]))),
        zero,
      )
      return countsOf(report)
    },
  )
  return { ...counts, ...sums }
}

/** Hostile texts in the search box and in links. */
export const hostile = (): Promise<HostileCounts> => tallied('hostile', ['strings', 'surprises'])

/** The line that the hostile texts close with. */
export const hostileLine = ({ strings, surprises }: HostileCounts): string =>
  `hostile: ${strings} strings, ${surprises} surprises`

/** What the kills came to. */
export interface CrashCounts extends Counts {
  readonly kills: number
  /** How often a kill took a rotated token before it was sealed, so that somebody signs in again. */
  readonly asked: number
  readonly lost: number
  readonly corrupt: number
}

/** The app killed again and again as it writes. */
export const crash = (): Promise<CrashCounts> => tallied('crash', ['kills', 'asked', 'lost', 'corrupt'])

/** The line that the kills close with. */
export const crashLine = ({ kills, asked, lost, corrupt }: CrashCounts): string =>
  `crash: ${kills} kills, ${asked} asked to sign in, ${lost} lost, ${corrupt} corrupt`

/** How many places were searched for secrets, and in how many one was found. */
export interface CanaryCounts extends Counts {
  readonly places: number
  readonly found: number
}

/** Secrets that must be nowhere: both hosts are led through everything, and what they left is searched. The page is built already. */
export const canaries = (): Promise<CanaryCounts> => tallied('canary', ['places', 'found'])

/** The line that the search for secrets closes with. */
export const canaryLine = ({ places, found }: CanaryCounts): string =>
  `canary: ${places} places searched, ${found} found`

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/** The end-to-end cases: in Chromium over the browser host, or in the real Electron where its binary is given. */
export const playwright = (electron?: string): Promise<Counts> =>
  reported(
    PlaywrightReport,
    (file) =>
      run(
        [
          binary('@playwright/test', 'cli.js'),
          'test',
          '--config',
          'test/e2e/playwright.config.ts',
          '--reporter=list,json',
          ...(electron === undefined ? [] : ['--workers=1']),
        ],
        {
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          ...(electron === undefined ? {} : { COMPANION_E2E_ELECTRON: electron }),
        },
      ),
    // A case that passed only when it was tried again has failed.
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
  )
