import {
  IconArrowsLeftRight,
  IconFlask2,
  IconLock,
  IconPencil,
  IconSchool,
  IconShieldCheck,
  IconWorld,
} from '@tabler/icons-react'

import type { AccessLevel, ProfileKind } from '#shared/domain/profile'

/** The shape that stands beside the word and the colour of a kind. */
export const kindIcons: Record<ProfileKind, typeof IconFlask2> = {
  practice: IconSchool,
  sandbox: IconFlask2,
  production: IconWorld,
  mixed: IconArrowsLeftRight,
}

export const accessIcons: Record<AccessLevel, typeof IconLock> = {
  'read-only': IconLock,
  confirm: IconPencil,
  retype: IconShieldCheck,
}
