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
import { profiles } from './profiles.ts'
import { runs } from './runs.ts'
import { settings } from './settings.ts'
import { watch } from './watch.ts'
import { workflows } from './workflows.ts'
import { workspace } from './workspace.ts'

/** Named part by part: written out whole, the type is longer than the compiler puts down. */
export type Contract = {
  readonly workspace: typeof workspace
  readonly opportunities: typeof opportunities
  readonly provisioning: typeof provisioning
  readonly bulk: typeof bulk
  readonly runs: typeof runs
  readonly links: typeof links
  readonly drafts: typeof drafts
  readonly catalog: typeof catalog
  readonly acts: typeof acts
  readonly settings: typeof settings
  readonly credits: typeof credits
  readonly customers: typeof customers
  readonly workflows: typeof workflows
  readonly drift: typeof drift
  readonly app: typeof app
  readonly profiles: typeof profiles
  readonly watch: typeof watch
}

/** The single source of truth of what the window may ask of the core. */
export const contract: Contract = {
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
  profiles,
  watch,
}
export type Companion = ContractRouterClient<Contract>
