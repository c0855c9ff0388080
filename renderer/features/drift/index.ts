export { Drift } from './Drift.tsx'
