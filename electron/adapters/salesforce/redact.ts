/*
 * Tokens of Salesforce, by their shapes: access tokens begin with the org's ID and an exclamation mark, refresh tokens
 * with 5Aep, authorization codes with aPrx. JWT access tokens have three dotted parts.
 */
const shapes = [
  /00D\w{9,15}!\S{8,}/g,
  /\b5Aep[\w.!~-]{6,}/g,
  /\baPrx[\w.%=~-]{6,}/g,
  /\bBearer\s+\S+/gi,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
]

/** Strikes secrets out of texts that may leave the adapter: those it was told of, and whatever is shaped like a token. */
export interface Redactor {
  hide(secret: string | null | undefined): void
  clean(text: string): string
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  return {
    hide(secret) {
      if (secret && secret.length >= 8) secrets.add(secret)
    },
    clean(text) {
      const known = [...secrets].reduce((left, secret) => left.replaceAll(secret, '[secret]'), text)
      return shapes.reduce((left, shape) => left.replaceAll(shape, '[secret]'), known)
    },
  }
}
