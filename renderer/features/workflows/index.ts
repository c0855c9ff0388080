export { Workflows } from './Workflows.tsx'
