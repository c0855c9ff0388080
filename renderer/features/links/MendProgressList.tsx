import { Button } from '@mantine/core'
import { Link } from 'wouter'

import type { MendProgress } from '#shared/contract/links'

import { Name } from '../../ui/Name.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { runStates, type StateWords } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import styles from './Mend.module.css'
import type { MendItem } from './mend-slice.ts'

const refused: StateWords = { word: 'Refused', tone: 'attention', meaning: 'Nothing was written.' }
const waiting: StateWords = { word: 'Not reached', tone: 'quiet', meaning: 'It had no turn, and nothing was written.' }
const wordsOf = (one: MendProgress | undefined, ended: boolean): StateWords => {
  if (one === undefined || (ended && one.state === 'running' && one.runId === null))
    return ended ? waiting : { ...waiting, word: 'Waits' }
  return one.state === 'refused' ? refused : runStates[one.state]
}

/** How far the mends are, in one sentence. */
export function sayProgress(
  items: readonly MendItem[],
  progress: Readonly<Record<number, MendProgress>>,
  ended: boolean,
): string {
  const over = Object.values(progress).filter(({ state }) => state !== 'running')
  const done = over.filter(({ state }) => state === 'done')
  return ended
    ? `${formatNumber(done.length)} of ${plural(items.length, 'link')} done.`
    : `${formatNumber(over.length)} of ${plural(items.length, 'link')} had its turn.`
}

/** How each mend is getting on, and what came of it. */
export function MendProgressList(props: {
  readonly items: readonly MendItem[]
  readonly progress: Readonly<Record<number, MendProgress>>
  readonly ended: boolean
  readonly onStop: () => void
  readonly onHide: () => void
  readonly onUndo: (runIds: readonly string[]) => void
  readonly onClose: () => void
}) {
  const { items, progress, ended } = props
  const first = useFocusOnMount<HTMLButtonElement>()
  const done = Object.values(progress).filter(({ state }) => state === 'done')
  const undoable = done.flatMap(({ runId }) => runId ?? [])
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        <output className={sheet.outcome} aria-live="polite">
          {sayProgress(items, progress, ended)}
        </output>
        <ul className={styles.results} aria-label="Results">
          {items.map(({ preview, mend }, index) => {
            const one = progress[index]
            const words = wordsOf(one, ended)
            return (
              <li key={JSON.stringify(mend)}>
                <Tag tone={words.tone} title={words.meaning}>
                  {words.word}
                </Tag>
                <span className={styles.result}>
                  <Name>{preview.name}</Name>
                  {one?.failure ? <span className={prose.soft}> {sayFailure(one.failure).happened}</span> : null}
                </span>
                {one?.runId ? (
                  <Link href={`/runs/${one.runId}`} className={prose.link}>
                    Run
                  </Link>
                ) : null}
              </li>
            )
          })}
        </ul>
      </div>
      <footer className={sheet.footer}>
        {ended ? (
          <Button key="close" variant="default" ref={first} data-autofocus onClick={props.onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button key="hide" variant="default" ref={first} data-autofocus onClick={props.onHide}>
              Hide, and go on
            </Button>
            <Button key="stop" variant="default" onClick={props.onStop}>
              Stop before the next
            </Button>
          </>
        )}
        <span className={sheet.because} />
        {ended && undoable.length > 0 ? (
          <Button variant="subtle" color="gray" onClick={() => props.onUndo(undoable)}>
            Undo {plural(undoable.length, 'mend')}…
          </Button>
        ) : null}
      </footer>
    </div>
  )
}
