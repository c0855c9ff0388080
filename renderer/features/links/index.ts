export { Links } from './Links.tsx'
export { MendSheet } from './MendSheet.tsx'
