import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'

import type { ReadinessReport } from '#shared/contract/readiness'
import type { UnreadyProduct } from '#shared/domain/readiness'

import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { OutLink } from '../../ui/OutLink.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Tag, type TagTone } from '../../ui/Tag.tsx'
import { When } from '../../ui/When.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { levelWords, missingRoles, readinessItems, reasonsOf, type ReadinessLevel } from '../../words/readiness.ts'
import styles from './Guide.module.css'
import { MissingFields } from './MissingFields.tsx'
import { readinessCsv, readinessText } from './readiness-file.ts'

const tones: Readonly<Record<ReadinessLevel, TagTone>> = {
  good: 'live',
  attention: 'blocked',
  blocked: 'attention',
  unknown: 'quiet',
}
/** Products that are drawn at once; the file holds them all. */
const shownMost = 200
/** Parts that a report has. */
const parts = 6

/** The report, part by part, and the products that are not ready; each with what helps. */
export function ReadinessView(props: {
  readonly report: ReadinessReport | null
  readonly error: Error | null
  readonly busy: boolean
  /** Places of the window cannot be gone to before the guide is finished. */
  readonly isGuide: boolean
  readonly onAgain: () => void
}) {
  const { report, error, busy } = props
  const { timeZone } = useOrgTime()
  if (error !== null && report === null) {
    const failure = failureOf(error)
    return <FailurePanel {...sayFailure(failure)} action={{ label: 'Look again', onClick: props.onAgain }} />
  }
  if (report === null) {
    return (
      <div aria-busy="true">
        <div className={styles.bar}>
          <output className={styles.soft}>Reading products, price books, flows and workflow triggers…</output>
        </div>
        <ul className={styles.items} aria-hidden>
          {Array.from({ length: parts }, (_, index) => (
            <li key={index}>
              <Delayed>
                <span className={styles.ghost} />
                <div>
                  <span className={styles.ghost} data-size="title" />
                  <span className={styles.ghost} />
                </div>
              </Delayed>
            </li>
          ))}
        </ul>
      </div>
    )
  }
  const roles = missingRoles(report)
  const save = (ending: 'csv' | 'txt'): void =>
    saveFile({
      fileName: `readiness-${report.at.slice(0, 10)}.${ending}`,
      mediaType: ending === 'csv' ? 'text/csv' : 'text/plain',
      text: ending === 'csv' ? readinessCsv(report) : readinessText(report),
    })
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.soft}>
          Looked at <When moment={report.at} timeZone={timeZone} />
        </span>
        <Button variant="default" size="compact-sm" loading={busy} onClick={props.onAgain}>
          Look again
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => save('csv')}>
          Save as CSV
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => save('txt')}>
          Save as text
        </Button>
      </div>
      <ul className={styles.items} aria-label="What was found">
        {readinessItems(report).map(({ key, level, title, sentence, remedy, link }) => (
          <li key={key}>
            <Tag tone={tones[level]}>{levelWords[level]}</Tag>
            <div>
              <h3>{title}</h3>
              <p>
                {sentence} {remedy}
              </p>
              {link === null ? null : link.href.startsWith('http') ? (
                <OutLink href={link.href}>{link.label}</OutLink>
              ) : props.isGuide ? null : (
                <Link href={link.href} className={styles.leave}>
                  {link.label}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
      {roles.length > 0 ? <MissingFields roles={roles} lightningUrl={report.org?.lightningUrl ?? null} /> : null}
      {report.products.value && report.products.value.unready.length > 0 ? (
        <Unready products={report.products.value.unready} lightningUrl={report.org?.lightningUrl ?? null} />
      ) : null}
    </>
  )
}

function Unready(props: { readonly products: readonly UnreadyProduct[]; readonly lightningUrl: string | null }) {
  const { products, lightningUrl } = props
  const [search, setSearch] = useState('')
  const words = search.toLowerCase().trim()
  const found = products.filter(({ name, stiggId }) => `${name} ${stiggId ?? ''}`.toLowerCase().includes(words))
  return (
    <section className={styles.products} aria-labelledby="unready-title">
      <header>
        <h3 id="unready-title">{plural(products.length, 'product')} not ready</h3>
        {products.length > 10 ? (
          <TextInput
            size="xs"
            aria-label="Search products"
            placeholder="Name or Stigg ID"
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        ) : null}
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Stigg Type and ID</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, shownMost).map((product) => (
            <tr key={product.id}>
              <td>
                {lightningUrl === null ? (
                  product.name
                ) : (
                  <OutLink href={`${lightningUrl}/lightning/r/Product2/${product.id}/view`}>{product.name}</OutLink>
                )}
              </td>
              <td>
                {product.stiggType ?? <span className={styles.soft}>no type</span>}
                <br />
                {product.stiggId ? <code>{product.stiggId}</code> : <span className={styles.soft}>no ID</span>}
              </td>
              <td>
                <ul>
                  {reasonsOf(product).map(({ key, sentence, remedy, severity }) => (
                    <li key={key}>
                      <Tag tone={severity === 'error' ? 'attention' : 'blocked'} soft>
                        {severity === 'error' ? levelWords.blocked : levelWords.attention}
                      </Tag>
                      <span>
                        {sentence} <span className={styles.soft}>{remedy}</span>
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shownMost ? (
        <p className={styles.soft}>{plural(found.length - shownMost, 'more product')} in the file.</p>
      ) : null}
      {found.length === 0 ? <p className={styles.soft}>No product is called that.</p> : null}
    </section>
  )
}
