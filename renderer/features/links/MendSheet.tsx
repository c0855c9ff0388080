import { Button, Drawer } from '@mantine/core'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { environments } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import { MendProgressList } from './MendProgressList.tsx'
import { MendStrip } from './MendStrip.tsx'
import { MendReview } from './MendReview.tsx'
import type { Mending } from './mend-slice.ts'

function titleOf(mending: Mending): string {
  if (mending.at === 'ended') return 'What came of it'
  if (mending.at === 'running') return 'Mending links'
  const mends = mending.at === 'idle' ? [] : mending.mends
  const word = mends.every(({ kind }) => kind === 'undo') ? 'Undo' : 'Mend'
  return mends.length === 1
    ? word === 'Undo'
      ? 'Undo a mend'
      : 'Mend a link'
    : `${word} ${plural(mends.length, word === 'Undo' ? 'mend' : 'link')}`
}

/** The one sheet that links are mended from: look, agree, see how each came out, undo. */
export function MendSheet() {
  useFocusReturn()
  const status = useStatus()
  const mending = useWindow((state) => state.mending)
  const isHidden = useWindow(({ isMendHidden }) => isMendHidden)
  const { lookAtMends, confirmMends, stopMending, closeMending, hideMending } = useWindowNow()
  const isRunning = mending.at === 'running'
  const hide = () => hideMending(true)
  if (isHidden && (isRunning || mending.at === 'ended')) {
    return <MendStrip {...mending} ended={!isRunning} onShow={() => hideMending(false)} />
  }
  return (
    <Drawer
      opened={mending.at !== 'idle'}
      position="right"
      size={720}
      onClose={isRunning ? hide : closeMending}
      title={
        <>
          <span>{titleOf(mending)}</span>
          {status === undefined ? null : (
            <span className={sheet.where} data-kind={status.profile.kind}>
              {environments[status.profile.kind].word}
            </span>
          )}
        </>
      }
      classNames={{
        header: sheet.header ?? '',
        title: sheet.title ?? '',
        body: sheet.body ?? '',
        content: sheet.content ?? '',
      }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': isRunning ? 'Hide; the mends go on' : 'Close' }}
    >
      {mending.at === 'looking' ? (
        <output className={sheet.skeleton} aria-busy="true" aria-label="Reading both halves of the links">
          <span />
          <span />
          <span />
        </output>
      ) : mending.at === 'failed' ? (
        <div className={sheet.parts}>
          <div className={sheet.scroll}>
            <FailurePanel
              {...sayFailure(mending.failure)}
              details={JSON.stringify(mending.failure, null, 2)}
              action={{ label: 'Review again', onClick: () => void lookAtMends(mending.mends) }}
            />
          </div>
          <footer className={sheet.footer}>
            <Button variant="default" onClick={closeMending}>
              Close
            </Button>
          </footer>
        </div>
      ) : mending.at === 'review' ? (
        <MendReview
          looks={mending.looks}
          status={status}
          onApply={(typed) => void confirmMends(typed)}
          onCancel={closeMending}
        />
      ) : mending.at === 'idle' ? null : (
        <MendProgressList
          items={mending.items}
          progress={mending.progress}
          ended={mending.at === 'ended'}
          onStop={stopMending}
          onHide={hide}
          onUndo={(runIds) => void lookAtMends(runIds.map((runId) => ({ kind: 'undo', runId })))}
          onClose={closeMending}
        />
      )}
    </Drawer>
  )
}
