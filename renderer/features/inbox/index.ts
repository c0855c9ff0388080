export { Inbox } from './Inbox.tsx'
export { noFilter } from './slice.ts'
