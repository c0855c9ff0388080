import { z } from 'zod'

const Severity = z.enum(['info', 'low', 'moderate', 'high', 'critical'])

const Via = z.union([
  // Another package, in whose own entry the advisory stands.
  z.string(),
  z.looseObject({ name: z.string(), title: z.string(), url: z.string(), severity: Severity, range: z.string() }),
])

/** What `npm audit --json` says where the registry answered. Source: npm 11, npm-audit-report, version 2 of its report. */
const Report = z.looseObject({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.looseObject({ name: z.string(), via: z.array(Via) })),
})

/** And where it did not. */
const Refusal = z.looseObject({
  message: z.string().optional(),
  error: z.looseObject({ summary: z.string().optional(), code: z.string().optional() }).optional(),
})

export interface Advisory {
  /** As the advisory database names it (`GHSA-…`); the whole address where that says no name. */
  readonly id: string
  readonly package: string
  readonly title: string
  readonly severity: 'high' | 'critical'
  /** Versions that it is about. */
  readonly range: string
}

export type Answer = { readonly advisories: readonly Advisory[] } | { readonly notRun: string }

const idIn = (url: string): string => /GHSA(?:-[\w]{4}){3}/.exec(url)?.[0] ?? url

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // npm broke off before it could say anything in JSON.
    return null
  }
}

/** Read what npm printed: the advisories of severity high and above, each once, or why there is no answer. */
export function advisoriesIn(text: string): Answer {
  const said = json(text)
  const report = Report.safeParse(said)
  if (!report.success) {
    const { message, error } = Refusal.safeParse(said).data ?? {}
    return { notRun: error?.summary || message || error?.code || 'npm gave no answer that can be read' }
  }
  const found = new Map<string, Advisory>()
  for (const via of Object.values(report.data.vulnerabilities).flatMap((each) => each.via)) {
    if (typeof via === 'string' || (via.severity !== 'high' && via.severity !== 'critical')) continue
    const { name, title, url, severity, range } = via
    const advisory = { id: idIn(url), package: name, title, severity, range }
    found.set(`${advisory.id} ${name} ${range}`, advisory)
  }
  return { advisories: [...found.values()] }
}

/** An advisory that is lived with for a while, and why. */
export const Exceptions = z.array(
  z.strictObject({
    id: z.string().regex(/^GHSA(-\w{4}){3}$/),
    package: z.string().min(1),
    /** Why nobody can be hurt by it here: an argument, in a sentence at least. */
    why: z.string().min(40),
    /** The last day on which it holds, YYYY-MM-DD. */
    until: z.iso.date(),
  }),
)
export type Exceptions = z.infer<typeof Exceptions>

export interface Verdict {
  readonly open: readonly Advisory[]
  readonly excepted: readonly Advisory[]
  /** What is wrong with the exceptions, in sentences. */
  readonly problems: readonly string[]
}

const longestDays = 180
const dayMs = 86_400_000

/**
 * Hold the answer against the exceptions. One that ran out, that reaches too far, or that nothing in the answer needs is a
 * problem of its own; where there is no answer, the last cannot be told.
 * @param today YYYY-MM-DD
 */
export function judge(answer: Answer, exceptions: Exceptions, today: string): Verdict {
  const advisories = 'advisories' in answer ? answer.advisories : []
  const isFor = (advisory: Advisory) => (each: Exceptions[number]) =>
    each.id === advisory.id && each.package === advisory.package
  const holds = (each: Exceptions[number]) => each.until >= today
  const problems = exceptions.flatMap((each, index) => {
    const which = `The exception ${each.id} (${each.package})`
    if (!holds(each)) return [`${which} ran out on ${each.until}.`]
    const days = (Date.parse(each.until) - Date.parse(today)) / dayMs
    if (days > longestDays) return [`${which} reaches further than ${longestDays} days.`]
    if (exceptions.findIndex(({ id, package: name }) => id === each.id && name === each.package) !== index)
      return [`${which} stands there twice.`]
    const needed = advisories.some((advisory) => isFor(advisory)(each))
    return 'advisories' in answer && !needed ? [`${which} is not needed any more: take it out.`] : []
  })
  const excepted = advisories.filter((advisory) => exceptions.some((each) => holds(each) && isFor(advisory)(each)))
  return { open: advisories.filter((advisory) => !excepted.includes(advisory)), excepted, problems }
}
