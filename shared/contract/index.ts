import type { ContractRouterClient } from '@orpc/contract'

import { bulk } from './bulk.ts'
import { acts } from './acts.ts'
import { app } from './app.ts'
import { catalog } from './catalog.ts'
import { credits } from './credits.ts'
import { customers } from './customers.ts'
import { drafts } from './drafts.ts'
import { drift } from './drift.ts'
import { links } from './links.ts'
import { opportunities } from './opportunities.ts'
import { provisioning } from './provisioning.ts'
import { runs } from './runs.ts'
import { settings } from './settings.ts'
import { watch } from './watch.ts'
import { workflows } from './workflows.ts'
import { workspace } from './workspace.ts'

/** The single source of truth of what the window may ask of the core. */
export const contract = {
  workspace,
  opportunities,
  provisioning,
  bulk,
  runs,
  links,
  drafts,
  catalog,
  acts,
  settings,
  credits,
  customers,
  workflows,
  drift,
  app,
  watch,
}
export type Companion = ContractRouterClient<typeof contract>
