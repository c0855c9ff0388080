export { ConnectionSettings } from './ConnectionSettings.tsx'
export { JournalSettings } from './JournalSettings.tsx'
export { ProfileSettings } from './ProfileSettings.tsx'
export { mostKeys, useProfiles } from './use-profiles.ts'
