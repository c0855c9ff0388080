import type { z } from 'zod'

import { AccessLevel, Profile } from '#shared/domain/profile'

/** What a person chose of a profile; what it is follows from its services, and is read of no broken file. */
const chosenOfProfile = ['name', 'rules', 'customerUrlTemplate', 'subscriptionUrlTemplate'] as const

/**
 * The access level that an unreadable file still tells: what it says where that is a level, and read-only where it speaks
 * of one that cannot be made out. A safety switch must not come loose because another line broke.
 * @returns null where the file says nothing of it
 */
function accessIn(text: string): AccessLevel | null {
  const [said, value] = /"access"\s*:?\s*("[^"]*")?/.exec(text) ?? []
  if (said === undefined) return null
  const level = AccessLevel.safeParse(value?.slice(1, -1))
  return level.success ? level.data : 'read-only'
}

/** The parts of an object that are what they should be, each for itself. */
function soundParts(value: unknown, shape: Readonly<Record<string, z.ZodType>>): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  const parts = new Map(Object.entries(value))
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const read = schema.safeParse(parts.get(name))
      return read.success && read.data !== undefined ? [[name, parts.get(name)]] : []
    }),
  )
}

/**
 * What an unreadable settings file still tells, part by part: a profile stays with its org, its fields and its name
 * because another line broke.
 * @param shape of the file without the profile
 */
export function legibleIn(text: string, shape: Readonly<Record<string, z.ZodType>>): Record<string, unknown> {
  const access = accessIn(text)
  const value = parsed(text)
  const of = Profile.shape
  const profile = {
    ...soundParts(
      typeof value === 'object' && value !== null && 'profile' in value ? value.profile : null,
      Object.fromEntries(chosenOfProfile.map((name) => [name, of[name]])),
    ),
    ...(access === null ? {} : { access }),
  }
  return { ...soundParts(value, shape), ...(Object.keys(profile).length === 0 ? {} : { profile }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Cut off or not JSON at all: no part of it can be told from another.
    return null
  }
}
