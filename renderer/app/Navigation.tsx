import {
  IconBuilding,
  IconArrowsDiff,
  IconCoins,
  IconHelpCircle,
  IconInbox,
  IconLink,
  IconPlayerPlay,
  IconRoute,
  IconSettings,
} from '@tabler/icons-react'
import { Link } from 'wouter'

import { formatNumber } from '../ui/numbers.ts'
import prose from '../ui/prose.module.css'
import styles from './Navigation.module.css'

const places = [
  { path: '/inbox', word: 'Inbox', Icon: IconInbox, key: 'g i' },
  { path: '/customers', word: 'Customers', Icon: IconBuilding, key: 'g u' },
  { path: '/credits', word: 'Credits', Icon: IconCoins, key: 'g c' },
  { path: '/workflows', word: 'Workflows', Icon: IconRoute, key: 'g w' },
  { path: '/links', word: 'Links', Icon: IconLink, key: 'g l' },
  { path: '/drift', word: 'Drift', Icon: IconArrowsDiff, key: 'g d' },
  { path: '/runs', word: 'Runs', Icon: IconPlayerPlay, key: 'g r' },
  { path: '/settings', word: 'Settings', Icon: IconSettings, key: 'g s' },
  { path: '/help', word: 'Help', Icon: IconHelpCircle, key: 'g h' },
] as const

/** The window's places, each with how many wait there for a person. */
export function Navigation(props: {
  readonly current: string
  readonly counts: Readonly<
    Partial<Record<'/inbox' | '/runs' | '/links' | '/drift', { readonly count: number; readonly of: string }>>
  >
  readonly version: string
}) {
  return (
    <nav className={styles.nav} aria-label="Places">
      {places.map(({ path, word, Icon, key }) => {
        const counted =
          path === '/inbox' || path === '/runs' || path === '/links' || path === '/drift'
            ? props.counts[path]
            : undefined
        return (
          <Link
            key={path}
            href={path}
            className={styles.item}
            aria-current={props.current.startsWith(path) ? 'page' : undefined}
            title={`${word} (${key})`}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            <span className={styles.word}>{word}</span>
            {counted && counted.count > 0 ? (
              <>
                <span className={prose.heard}>, </span>
                <span className={styles.count}>
                  {formatNumber(counted.count)}
                  <span className={prose.heard}> {counted.of}</span>
                </span>
              </>
            ) : null}
          </Link>
        )
      })}
      <span className={styles.version}>Version {props.version}</span>
    </nav>
  )
}
