export { Inbox } from './Inbox.tsx'
export { noFilter } from './slice.ts'
export { csvCell } from './csv.ts'
export { saveText } from './export.ts'
