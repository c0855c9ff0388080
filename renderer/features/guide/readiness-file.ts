import type { ReadinessReport } from '#shared/contract/readiness'

import { levelWords, readinessItems, reasonsOf } from '../../words/readiness.ts'
import { csvCell } from '../inbox/index.ts'

const productUrl = (report: ReadinessReport, id: string): string =>
  report.org ? `${report.org.lightningUrl}/lightning/r/Product2/${id}/view` : ''

/** The report as lines of a table: its parts first, then each reason of each product. */
function rowsOf(report: ReadinessReport): string[][] {
  const parts = readinessItems(report).map(({ level, title, sentence, remedy, link }) => [
    title,
    levelWords[level],
    '',
    '',
    '',
    sentence,
    remedy ?? '',
    link?.href.startsWith('http') ? link.href : '',
  ])
  const products = (report.products.value?.unready ?? []).flatMap((product) =>
    reasonsOf(product).map(({ title, sentence, remedy, severity }) => [
      title,
      severity === 'error' ? levelWords.blocked : levelWords.attention,
      product.name,
      product.stiggType ?? '',
      product.stiggId ?? '',
      sentence,
      remedy,
      productUrl(report, product.id),
    ]),
  )
  return [...parts, ...products]
}

const head = ['What', 'State', 'Product', 'Stigg Type', 'Stigg ID', 'Found', 'What to do', 'Link']

/** The report as CSV text: a head, then one line each, CRLF between them. */
export const readinessCsv = (report: ReadinessReport): string =>
  [head, ...rowsOf(report).map((row) => row.map(csvCell))].map((cells) => cells.join(',')).join('\r\n')

/** The report as text to be read. */
export const readinessText = (report: ReadinessReport): string =>
  [
    `Readiness of ${report.org?.name ?? 'Salesforce'} and ${report.environment?.name ?? 'Stigg'}, ${report.at}`,
    '',
    ...rowsOf(report).flatMap(([what, state, product, type, id, found, todo, link]) => [
      `${state}: ${what}${product ? `, ${product}` : ''}${id ? ` (${type ? `${type} ` : ''}${id})` : ''}`,
      `  ${found}`,
      ...(todo ? [`  ${todo}`] : []),
      ...(link ? [`  ${link}`] : []),
      '',
    ]),
  ].join('\n')
