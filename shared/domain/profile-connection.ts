import { z } from 'zod'

import type { AccessLevel, Profile, ProfileKind } from './profile.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An https origin, or one of this machine, with nothing behind it. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.origin !== text.replace(/\/$/, '')) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
}

const Origin = z.string().max(300).refine(isOrigin, 'not an https origin')

/** Where an org is signed in to. None of it is a secret. */
export const SalesforceTarget = z.object({
  /** Origin: a login host or My Domain. */
  loginUrl: Origin,
  /** Consumer key of the org's external client app. */
  clientId: z.string().trim().min(1).max(500),
  /** Ports of the callback addresses that are registered at the app, in the order in which they are tried. */
  redirectPorts: z.array(z.number().int().min(1024).max(65_535)).min(1).max(5),
})
export type SalesforceTarget = z.infer<typeof SalesforceTarget>

/** Where a Stigg environment is reached; its key chooses the environment. */
export const StiggTarget = z
  .object({
    /** Origin of the REST API. */
    baseUrl: Origin,
    /** Of the same origin: the key is bound to it. */
    graphqlUrl: z.url().max(400),
    /** Origin of Stigg's own pages. */
    appUrl: z.url().max(400),
  })
  .refine(({ baseUrl, graphqlUrl }) => URL.parse(graphqlUrl)?.origin === URL.parse(baseUrl)?.origin, {
    path: ['graphqlUrl'],
    message: 'not of the API’s origin',
  })
export type StiggTarget = z.infer<typeof StiggTarget>

/** What an org said of itself when it was last asked. A profile stays with the org that it first signed in to. */
const KnownOrg = z.object({
  id: z.string(),
  name: z.string(),
  isSandbox: z.boolean(),
  username: z.string(),
  /** Origin of its record pages; left out where an earlier version kept the rest. */
  lightningUrl: z.string().optional(),
})

/** The environment that a key belongs to. A profile stays with the environment of its first key. */
export const KnownEnvironment = z.object({
  id: z.string(),
  name: z.string(),
  /** Stigg's own word; `UNKNOWN` where the key may not ask, and then it counts as production. */
  type: z.string(),
  /** True where a person named it, because the key may not ask. */
  isNamed: z.boolean(),
  /** Its name in addresses of Stigg's app; left out where the key may not ask, or an earlier version kept the rest. */
  slug: z.string().optional(),
})
export type KnownEnvironment = z.infer<typeof KnownEnvironment>

/** Everything that pairs one org with one environment. Holds no secret. */
export const ProfileConnection = z.object({
  salesforce: SalesforceTarget,
  stigg: StiggTarget,
  org: KnownOrg.nullable(),
  environment: KnownEnvironment.nullable(),
  /** Whether the guide was gone through. Nothing is written before. */
  isFinished: z.boolean(),
})
export type ProfileConnection = z.infer<typeof ProfileConnection>

/** The ports that the admin's page asks to register. */
export const usualRedirectPorts = [7717, 7718, 7719] as const

/** Stigg's own addresses. Source: Stigg API reference. */
export const stiggCloud: StiggTarget = {
  baseUrl: 'https://api.stigg.io',
  graphqlUrl: 'https://api.stigg.io/graphql',
  appUrl: 'https://app.stigg.io',
}

/** Stands for the consumer key where a profile's settings were lost: nobody can sign in with it. */
export const lostConsumerKey = 'none'

/** Types of environments that no customer is billed from. */
const harmless = new Set(['DEVELOPMENT', 'SANDBOX'])

/** Whether an environment has to be treated as production: whatever is not known to be something else. */
export const isProductionEnvironment = ({ type }: Pick<KnownEnvironment, 'type'>): boolean => !harmless.has(type)

/**
 * What a pair is. Whatever is not known yet counts as production; a production half beside one that is not is mixed.
 */
export function kindOfPair({ org, environment }: Pick<ProfileConnection, 'org' | 'environment'>): ProfileKind {
  const isProductionOrg = org === null || !org.isSandbox
  const isProductionStigg = environment === null || isProductionEnvironment(environment)
  if (isProductionOrg === isProductionStigg) return isProductionOrg ? 'production' : 'sandbox'
  return org === null || environment === null ? 'production' : 'mixed'
}

/** Whether the profile's name is typed before it lets more be written: where real customers could be reached. */
export function isAccessTyped({ kind, access }: Pick<Profile, 'kind' | 'access'>, wanted: AccessLevel): boolean {
  const loosens = (access === 'read-only' && wanted !== 'read-only') || (access === 'retype' && wanted === 'confirm')
  return loosens && (kind === 'production' || kind === 'mixed')
}
