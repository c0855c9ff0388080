import { NumberInput } from '@mantine/core'
import { memo } from 'react'

import type { ProvisioningRules } from '#shared/domain/profile'

import { AmountInput } from './AmountInput.tsx'
import { CreditPresets } from './CreditPresets.tsx'
import styles from './Rules.module.css'

/** How far a person may go with credits without being asked again, and the top-ups that are one click away. */
export const CreditRules = memo(function CreditRules(props: {
  readonly creditGuards: ProvisioningRules['creditGuards']
  readonly creditPresets: ProvisioningRules['creditPresets']
  /** What is wrong at a path of the rules, in words. */
  readonly wrongAt: (at: string) => string | null
  readonly set: (change: Partial<ProvisioningRules>) => void
}) {
  const { creditGuards, creditPresets, wrongAt, set } = props
  const guard = (change: Partial<typeof creditGuards>): void => set({ creditGuards: { ...creditGuards, ...change } })
  return (
    <section aria-label="Credits" id="settings-credits" className={styles.templates}>
      <h3>Guard-rails of credits</h3>
      <p className={styles.told}>
        Beyond a limit the customer’s ID is typed before it is granted. Limits count credits of one currency; the day’s
        limit is one person’s, over 24 hours, as far as this machine knows.
      </p>
      <div className={styles.fields}>
        <div className={styles.field}>
          <span>The same again within</span>
          <NumberInput
            size="xs"
            aria-label="Hours in which the same grant asks again"
            description={creditGuards.repeatWithinHours === 0 ? 'It is never asked.' : undefined}
            suffix={creditGuards.repeatWithinHours === 1 ? ' hour' : ' hours'}
            min={0}
            clampBehavior="none"
            error={wrongAt('creditGuards.repeatWithinHours')}
            value={creditGuards.repeatWithinHours}
            onChange={(value) => guard({ repeatWithinHours: typeof value === 'number' ? value : 0 })}
          />
        </div>
        <div className={styles.field}>
          <span>Limit of a grant</span>
          <AmountInput
            aria-label="Credits of one grant at most"
            placeholder="No limit"
            error={wrongAt('creditGuards.maxPerGrant')}
            value={creditGuards.maxPerGrant}
            onChange={(maxPerGrant) => guard({ maxPerGrant })}
          />
        </div>
        <div className={styles.field}>
          <span>Limit of a day</span>
          <AmountInput
            aria-label="Credits of one person and day at most"
            placeholder="No limit"
            error={wrongAt('creditGuards.maxPerDay')}
            value={creditGuards.maxPerDay}
            onChange={(maxPerDay) => guard({ maxPerDay })}
          />
        </div>
      </div>
      <CreditPresets
        presets={creditPresets}
        wrongAt={wrongAt}
        onChange={(presets) => set({ creditPresets: presets })}
      />
    </section>
  )
})
