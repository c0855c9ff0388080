import { shownText } from '#shared/domain/shown-name'

/** Text that is safe to stand in a page: made by the tag below alone. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = string | number | null | Markup | readonly Markup[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const textOf = (part: Part): string => {
  if (part === null) return '–'
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('\n')
  return shownText(String(part)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** A template of HTML whose every value is escaped, and shows what nobody would see, but for what was made by this tag. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((page, piece, index) => page + textOf(parts[index - 1] ?? null) + piece))
