import { MantineProvider } from '@mantine/core'
import { useState } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Router } from 'wouter'

import type { Companion } from '#shared/contract/index'

import { CompanionProvider } from '../data/companion.tsx'
import { failureOf } from '../data/failure-of.ts'
import { createQueryClient } from '../data/query-client.ts'
import { createWindowStore } from '../data/store.ts'
import { SessionLost } from '../platform/SessionLost.tsx'
import { theme } from '../theme.ts'
import { FailurePanel } from '../ui/FailurePanel.tsx'
import { sayFailure } from '../words/failures.ts'
import { Frame } from './Frame.tsx'
import frame from './Frame.module.css'

export type Way =
  | { readonly at: 'connected'; readonly companion: Companion }
  | { readonly at: 'lost'; readonly why: 'no-token' | 'refused' | 'gone' | 'expired' }

/** The whole window, given a way to the core. */
export function App({ connected }: { readonly connected: Way }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ErrorBoundary FallbackComponent={Broken}>
        {connected.at === 'lost' ? <SessionLost why={connected.why} /> : <Connected companion={connected.companion} />}
      </ErrorBoundary>
    </MantineProvider>
  )
}

function Connected({ companion }: { readonly companion: Companion }) {
  const [store] = useState(() => createWindowStore(companion, window.localStorage))
  const [queryClient] = useState(createQueryClient)
  return (
    <CompanionProvider companion={companion} store={store} queryClient={queryClient}>
      <Router>
        <Frame />
      </Router>
    </CompanionProvider>
  )
}

/** The one place where a defect of the window is caught. */
function Broken({ error, resetErrorBoundary }: { readonly error: unknown; readonly resetErrorBoundary: () => void }) {
  const failure = failureOf(error)
  return (
    <main className={frame.alone}>
      <FailurePanel
        {...sayFailure(failure)}
        helpPath={undefined}
        action={{ label: 'Show the window again', onClick: resetErrorBoundary }}
      />
    </main>
  )
}
