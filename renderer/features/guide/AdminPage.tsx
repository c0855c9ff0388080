import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

import { adminAnswer, adminAsText, adminSections } from '../../words/admin-page.ts'
import { saveFile } from '../../ui/save-file.ts'
import styles from './Guide.module.css'

/** Addresses that are copied together, because Salesforce takes them in one field, each on a line of its own. */
function Addresses({ of: lines }: { readonly of: readonly string[] }) {
  const clipboard = useClipboard({ timeout: 1400 })
  return (
    <div className={styles.addresses}>
      <div>
        {lines.map((line) => (
          <span key={line} className={styles.code}>
            {line}
          </span>
        ))}
      </div>
      <Button
        variant="default"
        size="compact-xs"
        aria-label="Copy the callback URLs"
        onClick={() => clipboard.copy(lines.join('\n'))}
      >
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}

/** What an administrator sets up in Salesforce, and why; to be read, copied or handed on as a file. */
export function AdminPage({ ports }: { readonly ports: readonly number[] }) {
  const clipboard = useClipboard({ timeout: 1400 })
  const text = () => adminAsText(ports)
  return (
    <aside className={styles.admin} aria-labelledby="admin-title">
      <header>
        <h2 id="admin-title">What to set up in Salesforce</h2>
        <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(text())}>
          {clipboard.copied ? 'Copied' : 'Copy as text'}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => saveFile({ fileName: 'salesforce-setup.txt', mediaType: 'text/plain', text: text() })}
        >
          Save as a file
        </Button>
      </header>
      <p>An administrator of the org does this once, in about ten minutes.</p>
      {adminSections(ports).map(({ title, where, settings }, index) => (
        <section key={title}>
          <h3>
            {index + 1}. {title}
          </h3>
          <p className={styles.soft}>{where}</p>
          <dl>
            {settings.map(({ set, to, why }) => (
              <div key={set}>
                <dt>{set}</dt>
                <dd>
                  {to.some((line) => line.startsWith('http')) ? (
                    <Addresses of={to} />
                  ) : (
                    to.map((line) => (
                      <span key={line} className={styles.value}>
                        {line}
                      </span>
                    ))
                  )}
                  <span className={styles.why}>{why}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section>
        <h3>Then hand back</h3>
        <ul>
          {adminAnswer.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </aside>
  )
}
