import styles from './Settings.module.css'

/** Where each section of the page begins: the ID of its element, and its name. */
const sections = [
  ['settings-connection', 'Connection and mapping'],
  ['settings-defaults', 'Defaults'],
  ['settings-templates', 'Templates'],
  ['settings-return-data', 'Return data'],
  ['settings-checks', 'Checks'],
  ['settings-file', 'Export and import'],
  ['settings-call-out', 'Call-out'],
  ['settings-appearance', 'Appearance'],
] as const

/** The sections of the page, each one click away. */
export const Sections = () => (
  <nav className={styles.sections} aria-label="Sections of the settings">
    {sections.map(([id, name]) => (
      <a key={id} href={`#${id}`}>
        {name}
      </a>
    ))}
  </nav>
)
