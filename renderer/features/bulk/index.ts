export { BulkCheckPage } from './BulkCheckPage.tsx'
export { BulkPage } from './BulkPage.tsx'
