import { NumberInput, SegmentedControl, Switch } from '@mantine/core'
import { memo } from 'react'

import type { ProvisioningRules } from '#shared/domain/profile'
import type { ApiShare } from '#shared/domain/watch-rules'

import { useOrgTime } from '../../data/use-status.ts'
import { formatTime } from '../../ui/dates.ts'
import { sayUse, sayWatch } from '../../words/watch.ts'
import { useWatchStatus } from '../watch/use-watch-status.ts'
import styles from './Rules.module.css'
import type { EditedRules } from './use-rules.ts'

const usual: Readonly<Record<ApiShare['of'], ApiShare>> = {
  limit: { of: 'limit', percent: 2 },
  requests: { of: 'requests', requests: 1_000 },
}

/** Whether newly won deals are looked for, how much of the org's API limit that may take, and how it stands. */
export const WatchRules = memo(function WatchRules({
  watch: { on, share },
  wrongAt,
  set,
}: Pick<EditedRules, 'wrongAt' | 'set'> & Pick<ProvisioningRules, 'watch'>) {
  const status = useWatchStatus()
  const { timeZone, now } = useOrgTime()
  const keepShare = (next: ApiShare): void => set({ watch: { on, share: next } })
  return (
    <section aria-label="Watching Salesforce" id="settings-watch" className={styles.templates}>
      <h3>Watching Salesforce</h3>
      <p className={styles.told}>
        Newly won deals are looked for while the companion is open. All of its requests count towards the share, yours
        as well; where the share is used up the watch stops, and what you do yourself goes on. Salesforce counts over
        the last 24 hours.
      </p>
      <div className={styles.fields}>
        <div className={styles.field}>
          <span>Look for won deals</span>
          <Switch
            size="xs"
            label="While the companion is open"
            checked={on}
            onChange={({ currentTarget: { checked } }) => set({ watch: { on: checked, share } })}
          />
        </div>
        <div className={styles.field}>
          <span>Share of the limit</span>
          <div className={styles.share}>
            {share.of === 'limit' ? (
              <NumberInput
                size="xs"
                aria-label="Percent of the org’s API limit"
                suffix=" %"
                min={0.1}
                max={50}
                decimalScale={1}
                clampBehavior="none"
                error={wrongAt('watch.share.percent')}
                value={share.percent}
                onChange={(percent) => typeof percent === 'number' && keepShare({ of: 'limit', percent })}
              />
            ) : (
              <NumberInput
                size="xs"
                aria-label="API requests in 24 hours"
                suffix=" requests"
                thousandSeparator=","
                min={10}
                max={1_000_000}
                allowDecimal={false}
                clampBehavior="none"
                error={wrongAt('watch.share.requests')}
                value={share.requests}
                onChange={(requests) => typeof requests === 'number' && keepShare({ of: 'requests', requests })}
              />
            )}
            <SegmentedControl
              size="xs"
              aria-label="What the share is measured in"
              value={share.of}
              data={[
                { value: 'limit', label: 'Percent' },
                { value: 'requests', label: 'Requests' },
              ]}
              onChange={(of) => keepShare(usual[of])}
            />
          </div>
        </div>
        <div className={styles.field}>
          <span>Now</span>
          <output>{status ? sayWatch(status, (moment) => formatTime(moment, timeZone, now)) : '–'}</output>
        </div>
        <div className={styles.field}>
          <span>Last 24 hours</span>
          <span>{status ? sayUse(status) : '–'}</span>
        </div>
      </div>
    </section>
  )
})
