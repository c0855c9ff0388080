import { Switch } from '@mantine/core'

import { NoticeCategory } from '#shared/domain/notice'

import { useStatus } from '../../data/use-status.ts'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { noticeCategories } from '../../words/notices.ts'
import styles from './Settings.module.css'
import { useAppSettings } from './use-app-settings.ts'

const described = { description: styles.described ?? '' }

/** What the person is notified of. Each switch is in force at once. */
export function Notifications() {
  const { settings, change, error } = useAppSettings()
  const isDesktop = useStatus()?.host === 'electron'
  if (settings === undefined) return null
  const set = (category: NoticeCategory, wanted: boolean): void =>
    change((all) => ({ ...all, notifications: { ...all.notifications, [category]: wanted } }))
  const failure = error ? failureOf(error) : null
  return (
    <>
      <p className={styles.p}>
        {isDesktop
          ? 'While the window is in front they stand in its corner; else the system shows them. They name no amounts.'
          : 'They stand in the corner of this page, as long as it is open. The desktop app also has the system show them.'}
      </p>
      <div className={styles.switches}>
        {NoticeCategory.options.map((category) => (
          <Switch
            key={category}
            label={noticeCategories[category].word}
            description={noticeCategories[category].meaning}
            classNames={described}
            checked={settings.notifications[category]}
            onChange={({ currentTarget: { checked } }) => set(category, checked)}
          />
        ))}
      </div>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
    </>
  )
}
