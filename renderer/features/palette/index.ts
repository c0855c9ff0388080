export { Palette } from './Palette.tsx'
export { Shortcuts } from './Shortcuts.tsx'
