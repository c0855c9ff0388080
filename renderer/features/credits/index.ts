export { Credits } from './Credits.tsx'
