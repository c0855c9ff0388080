import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useStatus } from '../../data/use-status.ts'
import { plural } from '../../words/facts.ts'
import { Failed } from '../provisioning/Failed.tsx'
import { SheetFrame } from '../provisioning/SheetFrame.tsx'
import { SheetReading } from '../provisioning/SheetParts.tsx'
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
    <SheetFrame
      title={titleOf(mending)}
      hides={isRunning ? 'Hide; the mends go on' : null}
      isHeld={false}
      onClose={isRunning ? hide : closeMending}
    >
      {mending.at === 'looking' ? (
        <SheetReading label="Reading both halves of the links" />
      ) : mending.at === 'failed' ? (
        <Failed failure={mending.failure} onAgain={() => void lookAtMends(mending.mends)} onClose={closeMending} />
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
    </SheetFrame>
  )
}
