import { z } from 'zod'

/** A header of the call; its value is plain, or a secret of the vault that is named here and never held. */
export const CallOutHeader = z.object({
  name: z.string().max(60),
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plain'), text: z.string().max(1000) }),
    z.object({ kind: z.literal('secret'), secretName: z.string().max(60) }),
  ]),
})
export type CallOutHeader = z.infer<typeof CallOutHeader>

const target = {
  method: z.enum(['POST', 'PUT']),
  /** Absolute; its origin is the one that its secrets are bound to. */
  url: z.string().max(2000),
  headers: z.array(CallOutHeader).max(20),
  /** JSON Pointers (RFC 6901) into the answer. Null = the answer does not say. */
  customerIdAt: z.string().max(300).nullable(),
  /** By Stigg product ID. */
  resourceIdsAt: z.record(z.string(), z.string().max(300)),
  timeoutSeconds: z.number().int().min(1).max(120),
}

/**
 * The call to the customer's own application before Stigg is touched: it may make a workspace, and say the IDs to use.
 * Places (`{{opportunity.id}}`) stand in the URL's path and query and in the strings of the body. What is wrong with one
 * that has this shape is said by problemInCallOut.
 * Source: Stigg documentation, "Provisioning flows", insert your provisioning logic.
 */
export const CallOut = z.object({
  ...target,
  /** A JSON text. */
  bodyTemplate: z.string().max(20_000),
})
export type CallOut = z.infer<typeof CallOut>

/** One call-out, made up for a deal: everything but the secrets. `body` is JSON text. */
export const CallOutCall = z.object({ ...target, body: z.string() })
export type CallOutCall = z.infer<typeof CallOutCall>

/** What an answer said about the IDs to use. Resource IDs by Stigg product ID. */
export const CallOutIds = z.object({
  customerId: z.string().nullable(),
  resourceIds: z.record(z.string(), z.string()),
})
export type CallOutIds = z.infer<typeof CallOutIds>

/** Tells the application that a call is a trial, which is to make nothing. */
export const trialHeader = 'Companion-Trial'

/** The name that a call-out's secret has in the vault: apart from the secrets of both services. */
export const vaultNameOf = (secretName: string): string => `call-out.${secretName}`

/** The origin that a call-out's secrets are for; null where its URL is none. */
export function originOf({ url }: { readonly url: string }): string | null {
  const origin = URL.parse(url)?.origin
  return origin === undefined || origin === 'null' ? null : origin
}

/** Names of the secrets that its headers ask for, each once. */
export const secretNamesOf = ({ headers }: Pick<CallOut, 'headers'>): string[] => [
  ...new Set(headers.flatMap(({ value }) => (value.kind === 'secret' ? [value.secretName] : []))),
]
