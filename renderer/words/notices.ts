import type { NoticeCategory } from '#shared/domain/notice'

/** What a person can be notified of: its name, and what it covers. */
export const noticeCategories: Readonly<Record<NoticeCategory, { readonly word: string; readonly meaning: string }>> = {
  won: { word: 'A deal was won', meaning: 'Newly won deals, found while the app is open.' },
  attention: {
    word: 'A run needs attention',
    meaning: 'A run stopped, and goes no further until somebody looks at it.',
  },
  drift: { word: 'Drift was found', meaning: 'A scheduled check found a difference that the one before had not.' },
}
