import { ActionIcon } from '@mantine/core'
import { IconTrophy, IconX } from '@tabler/icons-react'
import { Link } from 'wouter'

import { sayWon } from '#shared/domain/won-notice'

import { useWindow } from '../../data/companion.tsx'
import { dealStates } from '../../words/states.ts'
import styles from './Watch.module.css'

const namedAtMost = 3

/** Deals that were just won, each one click away, until somebody follows one or puts it away. */
export function WonToast() {
  const news = useWindow((state) => state.wonNews)
  const tellWon = useWindow((state) => state.tellWon)
  if (news === null) return null
  const named = news.first.slice(0, namedAtMost)
  const others = news.count - named.length
  const putAway = (): void => tellWon(null)
  return (
    <aside className={styles.toast} aria-label={sayWon(news.count)}>
      <IconTrophy size={16} aria-hidden className={styles.mark} />
      <div className={styles.told}>
        <strong>{sayWon(news.count)}</strong>
        <ul>
          {named.map(({ id, name, accountName, state }) => (
            <li key={id}>
              <Link href={`/inbox/${id}`} onClick={putAway}>
                <bdi>{name}</bdi>
              </Link>
              <span className={styles.soft}>
                {dealStates[state].word}
                {accountName === null ? null : (
                  <>
                    {' · '}
                    <bdi>{accountName}</bdi>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        {others > 0 ? (
          <Link href="/inbox" onClick={putAway}>
            {others.toLocaleString('en-US')} more in the inbox
          </Link>
        ) : null}
      </div>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Dismiss" onClick={putAway}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </aside>
  )
}
