/*
 * Secrets of both services, by their shapes. Either service may quote the other's: a flow in Salesforce that calls Stigg
 * says in its error what it called with. Access tokens of Salesforce begin with the org's ID and an exclamation mark,
 * refresh tokens with 5Aep, authorization codes with aPrx; JWT access tokens have three dotted parts. A server key of
 * Stigg is a word and a long run with many digits, which the IDs that people choose have not.
 */
const shapes = [
  /\bBearer\s+[^\s"',;]+/gi,
  /\b00D\w{9,15}![\w.]{8,}/g,
  /\b5Aep[\w.!~-]{6,}/g,
  /\baPrx[\w.%=~-]{6,}/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
  /\bserver-(?=(?:[\w:-]*\d){6})[\w:-]{16,}/gi,
]

/** The text without whatever is shaped like a secret: for what may leave an adapter, and for the log. */
export const strikeSecrets = (text: string, instead: string): string =>
  shapes.reduce((left, shape) => left.replaceAll(shape, instead), text)
