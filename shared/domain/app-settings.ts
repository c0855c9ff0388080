import { z } from 'zod'

/**
 * What holds for the app on this machine, whatever profile is open. No secret stands here: the file is in the clear.
 * Every field has a default, so that an older file goes on being read.
 */
export const AppSettings = z.object({
  /** How the services are reached. */
  network: z
    .object({
      /** `http://host:port` of the proxy; null = what the system's environment says. */
      proxy: z.string().max(500).nullable().default(null),
      /** Absolute path of a PEM file whose authorities are trusted beside the usual ones; null = what the environment says. */
      caFile: z.string().max(1000).nullable().default(null),
    })
    .prefault({}),
  /** Which notifications a person wants. */
  notifications: z
    .object({
      won: z.boolean().default(true),
      attention: z.boolean().default(true),
      drift: z.boolean().default(true),
    })
    .prefault({}),
  /** Whether a newer version is looked for, and the last one that the person was told of. An administrator's word wins. */
  updates: z
    .object({ check: z.boolean().default(true), told: z.string().max(100).nullable().default(null) })
    .prefault({}),
})
export type AppSettings = z.infer<typeof AppSettings>
