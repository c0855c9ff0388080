export { RecordLinks, RecordMenu } from './RecordLinks.tsx'
export { useRecordActs } from './use-record-acts.ts'
