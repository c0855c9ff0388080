import type { Decimal } from '#shared/domain/decimal'
import type { Money } from '#shared/domain/money'

/* Numbers are exact decimal text; Intl formats that text as it stands, so no float comes between. */
type Numeral = Intl.StringNumericLiteral
const numeral = (value: Decimal): Numeral => value as Numeral // Decimal's pattern is a plain numeral

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 })

/** "500000" -> "500,000". */
export const formatNumber = (value: Decimal | number): string =>
  plain.format(typeof value === 'number' ? value : numeral(value))

const money = new Map<string, Intl.NumberFormat>()
const moneyFormat = (currency: string, digits: number): Intl.NumberFormat => {
  const key = `${currency}:${digits}`
  const known = money.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 4),
  })
  money.set(key, made)
  return made
}

/** An amount as it stands in a document: {48000, usd} -> "$48,000.00". Never rounded away: up to 4 digits are kept. */
export const formatMoney = ({ amount, currency }: Money): string => moneyFormat(currency, 2).format(numeral(amount))

/** An amount in a list, without ".00" where it is whole: {48000, usd} -> "$48,000". */
export const formatMoneyShort = ({ amount, currency }: Money): string =>
  /^-?\d+(\.0+)?$/.test(amount) ? moneyFormat(currency, 0).format(numeral(amount)) : formatMoney({ amount, currency })

/** A span of time: "1.5 s", "320 ms", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}
