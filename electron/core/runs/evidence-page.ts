import type { HeldValue } from '#shared/domain/change-set'
import type { EvidencePack } from '#shared/domain/evidence'
import type { Finding } from '#shared/domain/finding'
import type { Run, StepRecord, Verification, WireAnswer, WireRequest } from '#shared/domain/run'

import { html, type Markup, type Part } from './html.ts'

/** For paper: light, no script, nothing loaded from elsewhere. */
const styles = html`<style>
  :root {
    color-scheme: light;
  }
  body {
    font:
      14px/1.5 system-ui,
      sans-serif;
    color: #1b2130;
    background: #fff;
    margin: 32px auto;
    max-width: 960px;
    padding: 0 24px;
  }
  h1 {
    font-size: 22px;
    margin: 0 0 4px;
  }
  h2 {
    font-size: 16px;
    margin: 28px 0 8px;
  }
  h3 {
    font-size: 14px;
    margin: 16px 0 4px;
  }
  dl {
    display: grid;
    grid-template-columns: 180px 1fr;
    gap: 2px 16px;
    margin: 12px 0;
  }
  dt {
    color: #58617a;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 13px;
  }
  th,
  td {
    border: 1px solid #d5dae6;
    padding: 4px 8px;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  th {
    background: #f3f5fa;
    font-weight: 600;
  }
  pre {
    background: #f6f7fb;
    border: 1px solid #d5dae6;
    padding: 8px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font:
      12px/1.45 ui-monospace,
      monospace;
  }
  section.step {
    border-top: 1px solid #d5dae6;
    padding-top: 4px;
  }
  .quiet {
    color: #58617a;
  }
  @media print {
    body {
      margin: 0;
      max-width: none;
    }
    section.step,
    tr {
      break-inside: avoid-page;
    }
  }
</style>`

/** The evidence of a run as one page to read and to print. */
export const evidencePage = ({ run, ...pack }: EvidencePack): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Evidence: ${run.opportunityName}</title>
        ${styles}
      </head>
      <body>
        <h1><bdi>${run.opportunityName}</bdi></h1>
        <p class="quiet">Run ${run.id}, ${run.state}</p>
        ${facts([
          ['Account', run.accountName === '' ? null : html`<bdi>${run.accountName}</bdi> (${run.accountId})`],
          ['Opportunity', run.opportunityId],
          ['Stigg customer', run.customerId === '' ? null : run.customerId],
          ['What it does', run.kind],
          ['Approved by', run.startedBy],
          ['Started', run.startedAt],
          ['Finished', run.finishedAt],
          ['Part of bulk run', run.bulkId],
          ['Given up because', run.abandonReason],
          ['Salesforce org', html`<bdi>${pack.salesforce.orgName}</bdi> (${pack.salesforce.orgId})`],
          ['Stigg environment', pack.stigg.environmentId],
          ['Profile', html`<bdi>${pack.profile.name}</bdi> (${pack.profile.kind})`],
          ['In Salesforce', pack.links.opportunity],
          ['In Stigg', pack.links.customer],
          ['Fingerprint approved', run.approval.fingerprint],
          ['Exported', `${pack.exportedAt}, Stigg Companion ${pack.appVersion}`],
        ])}
        <h2>What was approved</h2>
        ${changes(run)} ${findings('Findings that stood above it', run.approval.findings, run.approval.acknowledged)}
        ${run.approval.cost.first === null ? html`` : html`<p>First invoice: ${run.approval.cost.first.total.amount} ${run.approval.cost.first.total.currency}, computed by ${run.approval.cost.first.by}</p>`}
        ${run.approval.cost.recurring === null ? html`` : html`<p>Then: ${run.approval.cost.recurring.total.amount} ${run.approval.cost.recurring.total.currency} ${run.approval.cost.recurring.per.toLowerCase()}, computed by ${run.approval.cost.recurring.by}</p>`}
        <h2>Steps</h2>
        ${run.steps.map(step)}
        <h2>Read back</h2>
        ${readBack(run.verification)}
      </body>
    </html> `.text

const facts = (pairs: readonly (readonly [string, Part])[]): Markup =>
  html`<dl>
    ${pairs
      .filter(([, value]) => value !== null)
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`

const table = (heads: readonly string[], rows: readonly (readonly Part[])[]): Markup =>
  html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`

function valueOf(value: HeldValue | null): string | null {
  if (value === null) return null
  if (value.kind === 'plan') return value.name
  if (value.kind !== 'number') return value.kind
  return [value.value, value.unit, value.per && `per ${value.per.toLowerCase()}`].filter(Boolean).join(' ')
}

function changes({ approval: { changeSet } }: Run): Markup {
  const rows = changeSet.rows.map(({ entity, key, sold, today, will, effective, change }) => [
    entity?.name ?? sold?.name ?? key,
    sold && (sold.sum.length > 1 ? `${sold.sum.join(' + ')} = ${sold.quantity}` : sold.quantity),
    valueOf(today),
    valueOf(will),
    effective && `${valueOf(effective.value) ?? ''} (${effective.source})`,
    change,
  ])
  return html`${rows.length === 0 ? html`<p>Nothing was to change.</p>` : table(['What', 'Sold', 'Held before', 'To be held', 'In effect', 'Change'], rows)}
  ${changeSet.consequences.map(({ kind, ...more }) => html`<p>${kind.replaceAll('-', ' ')}: ${short(more)}</p>`)}`
}

const short = (facts: object): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')

function findings(title: string, found: readonly Finding[], acknowledged: readonly string[]): Markup {
  if (found.length === 0) return html``
  const rows = found.map(({ code, severity, key, record, facts: said }) => [
    severity,
    code,
    record && html`<bdi>${record.name}</bdi> (${record.id})`,
    short(said),
    acknowledged.includes(key) ? 'ticked' : '',
  ])
  return html`<h3>${title}</h3>
    ${table(['Severity', 'Finding', 'About', 'Facts', ''], rows)}`
}

const step = (
  { step: { kind, id }, state, attempt, sentAt, answeredAt, answer, failure, requests, heard }: StepRecord,
  index: number,
): Markup =>
  html`<section class="step">
    <h3>${index + 1}. ${kind} (${id}): ${state === 'planned' ? 'not reached' : state}</h3>
    ${facts([
      ['Attempts', sentAt === null ? null : String(attempt)],
      ['Sent', sentAt],
      ['Answered', answeredAt],
      ['Record', answer && answer.recordId],
      ['Was there already', answer?.foundExisting ? (answer.byRunId ?? 'yes') : null],
      ['Facts', answer && Object.keys(answer.facts).length > 0 ? short(answer.facts) : null],
      ['Payment', answer && answer.checkoutUrl],
      ['Failure', failure && `${failure.code}: ${failure.message} ${short(failure.facts)}`],
    ])}
    ${requests.map(request)} ${heard.map(answerHeard)}
  </section>`

const bodyOf = (body: unknown): string =>
  body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body, null, 2)

const headerLines = ({ headers }: WireRequest): string =>
  Object.entries(headers ?? {})
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')

const request = (sent: WireRequest): Markup =>
  html`<p>Request to ${sent.service}</p>
    <pre>
${sent.method} ${sent.path}
${headerLines(sent)}${bodyOf(sent.body)}</pre>`

const answerHeard = ({ at, method, path, status, requestId, body }: WireAnswer): Markup =>
  html`<p>Answer at ${at} to ${method} ${path}</p>
    <pre>
${status}${requestId === null ? '' : `  request ID ${requestId}`}
${bodyOf(body)}</pre>`

function readBack(verification: Verification | null): Markup {
  if (verification === null) return html`<p>Nothing was read back.</p>`
  const rows = verification.fields.map(({ record, field, expected, found, result }) => [
    record,
    field,
    expected,
    found,
    result,
  ])
  return html`<p>
      At ${verification.at}${verification.failure === null ? '' : `, not whole: ${verification.failure.code}`}
    </p>
    ${rows.length === 0 ? html`` : table(['Record', 'Field', 'Sent', 'Found', 'Result'], rows)}
    ${findings('Found besides', verification.findings, [])}`
}
