export { BulkCheckPage } from './BulkCheckPage.tsx'
export { BulkPage } from './BulkPage.tsx'
export { BulkList } from './BulkList.tsx'
