import type { DealLinks } from '#shared/contract/provisioning'
import { EvidencePack } from '#shared/domain/evidence'
import type { Run } from '#shared/domain/run'

import type { Context } from '../provisioning/live-state.ts'
import { strikeSecrets } from '../strike-secrets.ts'

/**
 * The evidence of one run, whatever is shaped like a secret struck out once more: a journal of an earlier version may hold
 * what a later one would not have kept.
 */
export function evidenceOf(
  run: Run,
  links: DealLinks,
  { org, environmentId, profile }: Pick<Context, 'org' | 'environmentId' | 'profile'>,
  { appVersion, exportedAt }: { readonly appVersion: string; readonly exportedAt: string },
): EvidencePack {
  return EvidencePack.parse(
    struck({
      format: 'stigg-companion.evidence',
      version: 1,
      exportedAt,
      appVersion,
      profile: { name: profile.name, kind: profile.kind },
      salesforce: { orgId: org.id, orgName: org.name },
      stigg: { environmentId },
      links: {
        opportunity: links.opportunityUrl,
        account: links.accountUrl,
        customer: links.customerUrl,
        subscription: links.subscriptionUrl,
      },
      run,
    }),
  )
}

/** Named like the deal and the day, in characters that every file system takes. */
export function evidenceFileName({ run }: EvidencePack, extension: 'json' | 'html'): string {
  const deal = run.opportunityName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return ['evidence', run.startedAt.slice(0, 10), ...(deal === '' ? [] : [deal]), run.id].join('_') + `.${extension}`
}

/** The same data, each text in it (names of fields too) without secrets. */
function struck(value: unknown): unknown {
  if (typeof value === 'string') return strikeSecrets(value, '…')
  if (Array.isArray(value)) return value.map(struck)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [strikeSecrets(name, '…'), struck(inner)]))
}
