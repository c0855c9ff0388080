import { z } from 'zod'

/** What a person is told of while they look elsewhere: a deal was won · a run needs them · drift was found. */
export const NoticeCategory = z.enum(['won', 'attention', 'drift'])
export type NoticeCategory = z.infer<typeof NoticeCategory>

/** A notification. It stands on the system's own screen, where anybody may see it: it names no amount of money. */
export const Notice = z.object({
  category: NoticeCategory,
  /** What happened, to whom: one line. */
  title: z.string(),
  /** What more is to be known; may be empty. */
  body: z.string(),
  /** The place of the window that it leads to, such as "/runs/<ID>". */
  path: z.string().regex(/^\/(?!\/)/),
})
export type Notice = z.infer<typeof Notice>

const longestTitle = 120
const longestBody = 240

/** Controls, and marks that change the direction of what follows: a record's name is shown as it reads. */
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+/gu

const line = (text: string, longest: number): string => {
  const clean = text.toWellFormed().replace(unseen, ' ').replace(/\s+/g, ' ').trim()
  if (clean.length <= longest) return clean
  // Not in the middle of a character of two halves.
  return `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The same notice, fit for the system's screen: each text on one line, of a length that is shown whole. */
export const fitNotice = (notice: Notice): Notice => ({
  ...notice,
  title: line(notice.title, longestTitle),
  body: line(notice.body, longestBody),
})
