import { createRouterClient } from '@orpc/server'

import type { Core } from '#core/create-core'
import { diagnosticsText } from '#shared/domain/diagnostics'

/** The masked report of a core that was not started: it connects first, so that the report says how that went. */
export async function reportOf(core: Core): Promise<string> {
  const companion = createRouterClient(core.router)
  try {
    await companion.catalog.get()
  } catch {
    // What keeps it from being connected stands in the report.
  }
  return diagnosticsText(await companion.app.diagnostics())
}
