import * as z from 'zod'
import { instantOf } from '../http/instant.ts'
import { badInput } from '../http/stigg-error.ts'

const codes =
  'usd aed all amd ang aud awg azn bam bbd bdt bgn bif bmd bnd bsd bwp byn bzd brl cad cdf chf cny czk dkk dop dzd egp etb ' +
  'eur fjd gbp gel gip gmd gyd hkd hrk htg idr ils inr isk jmd jpy kes kgs khr kmf krw kyd kzt lbp lkr lrd lsl mad mdl mga ' +
  'mkd mmk mnt mop mro mvr mwk mxn myr mzn nad ngn nok npr nzd pgk php pkr pln qar ron rsd rub rwf sar sbd scr sek sgd sle ' +
  'sll sos szl thb tjs top try ttd tzs uah uzs vnd vuv wst xaf xcd yer zar zmw clp djf gnf ugx pyg xof xpf'

/** The 116 currencies that Stigg prices in, lower-case. Source: Stigg REST API, enum of `currency`. */
const currencies: readonly string[] = codes.split(' ')

export const Currency = z.string().refine((code) => currencies.includes(code), 'must be a lower-case ISO 4217 currency')

/** Any ISO 8601 date or date-time; read as UTC where it names no offset. Yields ISO 8601 UTC with milliseconds. */
export const Instant = z.string().transform((text, context) => {
  const instant = instantOf(text)
  if (instant !== null) return instant
  context.addIssue({ code: 'custom', message: 'must be an ISO 8601 date' })
  return z.NEVER
})

export const CustomerId = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_|.@-]{0,254}$/,
    'must be 1-255 of letters, digits, _ | . @ -, beginning with a letter or digit',
  )
export const EntityId = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_|.-]{0,254}$/,
    'must be 1-255 of letters, digits, _ | . -, beginning with a letter or digit',
  )

export const Text = z.string().max(255)
export const Email = z.email().max(255)
export const Metadata = z.record(z.string(), z.string())
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 country')
/** Larger numbers than anybody sells, and small enough to be multiplied. */
const most = 1e15
export const Quantity = z.number().min(-most).max(most)
export const Amount = Quantity.nonnegative()
export const Money = z.strictObject({ amount: Amount, currency: Currency })

export const vendors = [
  'AUTH0',
  'ZUORA',
  'STRIPE',
  'HUBSPOT',
  'AWS_MARKETPLACE',
  'SNOWFLAKE',
  'SALESFORCE',
  'BIG_QUERY',
  'OPEN_FGA',
  'APP_STORE',
  'RECEIVED',
  'PREQUEL',
  'AIRWALLEX',
  'STRIPE_INVOICING',
] as const
export const Vendor = z.enum(vendors)

export const ResetPeriod = z.enum(['YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR'])
export const YearlyReset = z.strictObject({ accordingTo: z.literal('SubscriptionStart') })
export const MonthlyReset = z.strictObject({ accordingTo: z.enum(['SubscriptionStart', 'StartOfTheMonth']) })
export const WeeklyReset = z.strictObject({
  accordingTo: z.enum([
    'SubscriptionStart',
    'EverySunday',
    'EveryMonday',
    'EveryTuesday',
    'EveryWednesday',
    'EveryThursday',
    'EveryFriday',
    'EverySaturday',
  ]),
})

export const Address = z.strictObject({
  line1: z.string().nullish(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  postalCode: z.string().nullish(),
  country: CountryCode.nullish(),
})
export const TaxIds = z.array(z.strictObject({ type: z.string(), value: z.string() }))

/** Read a request's body by its schema. Fails: `BadUserInput`, naming every offending field. */
export function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const complaints = result.error.issues.map((issue) => {
    const place = issue.path.map(String).join('.')
    return place === '' ? issue.message : `${place}: ${issue.message}`
  })
  throw badInput(complaints.join('; '))
}

/** A call that takes no body: none, or an empty object. */
export const NoBody = z.union([z.undefined(), z.null(), z.strictObject({})])
