import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'

import { useCompanion, useQueries, useWindow, useWindowNow } from '../../data/companion.tsx'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { RunActs } from '../runs/index.ts'
import { Applying } from './Applying.tsx'
import { Deciding } from './Deciding.tsx'
import { Failed } from './Failed.tsx'
import { heardOf, titleOf } from './say-sheet.ts'
import { Settled } from './Settled.tsx'
import { SheetFrame } from './SheetFrame.tsx'
import { SheetReading } from './SheetParts.tsx'

/** The one sheet that everything is written from: decide, watch, see what came of it. */
export function Sheet() {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const status = useStatus()
  const time = useOrgTime()
  const [, navigate] = useLocation()
  const provisioning = useWindow(({ provisioning }) => provisioning)
  const { review, acknowledge, apply, stop, putAway, announce } = useWindowNow()
  const [noneLeft, setNoneLeft] = useState(false)

  const heard = heardOf(provisioning)
  useEffect(() => announce(heard), [heard, announce])
  const settled = provisioning.at === 'settled'
  useEffect(() => {
    if (!settled) return
    void queryClient.invalidateQueries({ queryKey: queries.provisioning.preview.key() })
    void queryClient.invalidateQueries({ queryKey: queries.credits.key() })
  }, [settled, queryClient, queries])

  const nextDeal = async (): Promise<void> => {
    const now = provisioning.at === 'settled' ? provisioning.report.run.opportunityId : ''
    const { rows } = await companion.opportunities.list({ states: ['ready'], limit: 2 })
    const next = rows.find(({ id }) => id !== now)
    if (next === undefined) return setNoneLeft(true)
    putAway()
    navigate(`/inbox/${next.id}`)
  }

  return (
    <SheetFrame title={titleOf(provisioning)} writing={provisioning.at === 'applying'} onClose={putAway}>
      {provisioning.at === 'previewing' ? (
        <Delayed>
          <SheetReading label="Reading both services" />
        </Delayed>
      ) : provisioning.at === 'deciding' ? (
        <Deciding
          preview={provisioning.preview}
          again={provisioning.again}
          acknowledged={provisioning.acknowledged}
          status={status}
          {...time}
          onTick={acknowledge}
          onApply={(typed) => void apply(typed)}
          onCancel={putAway}
        />
      ) : provisioning.at === 'applying' ? (
        <Applying
          records={provisioning.records}
          timeZone={time.timeZone}
          stopping={provisioning.stopping}
          onStop={stop}
          onHide={putAway}
        />
      ) : provisioning.at === 'settled' ? (
        <Settled
          report={provisioning.report}
          timeZone={time.timeZone}
          noneLeft={noneLeft}
          acts={<RunActs run={provisioning.report.run} inSheet onChanged={putAway} />}
          onNext={() => void nextDeal()}
          onRun={() => {
            putAway()
            navigate(`/runs/${provisioning.report.run.id}`)
          }}
          onClose={putAway}
        />
      ) : provisioning.at === 'failed' ? (
        <Failed
          failure={provisioning.failure}
          onAgain={
            provisioning.subject.kind === 'deal'
              ? () =>
                  void review(
                    provisioning.subject.opportunityId,
                    'edits' in provisioning.subject ? provisioning.subject.edits : { subscriptions: {} },
                  )
              : null
          }
          onClose={putAway}
        />
      ) : null}
    </SheetFrame>
  )
}
