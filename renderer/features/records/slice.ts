import type { StateCreator } from 'zustand'

import type { ShownRecord } from '#shared/domain/record-links'

export interface RecordsSlice {
  /** Records that stand on the page now, in the order in which they came; the palette offers their links. */
  readonly shownRecords: readonly ShownRecord[]
  /** @returns takes it away again */
  readonly showRecord: (record: ShownRecord) => () => void
}

export const createRecordsSlice: StateCreator<RecordsSlice> = (set) => ({
  shownRecords: [],
  showRecord(record) {
    set(({ shownRecords }) => ({ shownRecords: [...shownRecords, record] }))
    return () => set(({ shownRecords }) => ({ shownRecords: shownRecords.filter((each) => each !== record) }))
  },
})
