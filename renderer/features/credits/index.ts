export { Credits } from './Credits.tsx'
export { CustomerList } from './CustomerList.tsx'
