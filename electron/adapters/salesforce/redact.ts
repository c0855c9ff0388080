import { strikeSecrets } from '#core/strike-secrets'

/** Strikes secrets out of texts that may leave the adapter: those it was told of, and whatever is shaped like one. */
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
      return strikeSecrets(known, '[secret]')
    },
  }
}
