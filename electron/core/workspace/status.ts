import type { WorkspaceStatus } from '#shared/contract/workspace'

import type { Ports } from '../ports.ts'
import { connectionState, type Connections } from './connection.ts'

type StatusPorts = Pick<
  Ports,
  'salesforce' | 'settings' | 'vault' | 'journal' | 'host' | 'version' | 'stiggAppUrl' | 'practiceAppUrl'
>

/** Everything that the frame of the window shows about the profile and its connections. Holds no secret. */
export function workspaceStatus(
  connections: Connections,
  ports: StatusPorts,
  isMixedPairConfirmed: boolean,
): WorkspaceStatus {
  const { org, environment, fields, gone, salesforceFailure, stiggFailure, connecting } = connections.current()
  return {
    version: ports.version,
    host: ports.host,
    profile: ports.settings.profile(),
    salesforce: {
      state: connectionState(org !== null, salesforceFailure, connecting),
      failure: salesforceFailure,
      org,
      apiUsage: ports.salesforce.usage().org,
    },
    stigg: {
      state: connectionState(environment !== null, stiggFailure, connecting),
      failure: stiggFailure,
      environment,
      appUrl: ports.stiggAppUrl,
    },
    practiceAppUrl: ports.practiceAppUrl,
    mapping: fields,
    mappingGone: [...gone],
    isFinished: ports.settings.connection()?.isFinished ?? true,
    isMixedPairConfirmed,
    vault: ports.vault.protection,
    interruptedRuns: ports.journal.list({ states: ['interrupted'] }).length,
    keptAside: [...ports.settings.keptAside],
  }
}
