import type { Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { workspaceStatus } from './status.ts'

export const workspaceHandlers = (os: ContractImplementer, core: CoreServices) => {
  const status = () => workspaceStatus(core.connections, core.ports, core.isMixedPairMeant())
  return {
    status: os.workspace.status.handler(() => status()),
    watch: os.workspace.watch.handler(({ signal }) => core.events.watch(signal)),
    reconnect: os.workspace.reconnect.handler(async () => {
      await core.connections.connect()
      core.syncInBackground()
      return status()
    }),
    signIn: os.workspace.signIn.handler(({ errors, signal }) =>
      streamOrThrow(
        reporting<{ authorizeUrl: string }, Result<{ username: string }>>(async (report) => {
          const show = (authorizeUrl: string) => {
            core.signInAt(authorizeUrl)
            report({ authorizeUrl })
          }
          const result = await core.ports.signIn.signIn(show, signal)
          if (result.ok) {
            await core.connections.connect()
            core.resumeAfterSignIn()
          }
          return result
        }),
        errors,
      ),
    ),
    startOver: os.workspace.startOver.handler(async ({ errors }) => {
      orThrow(await core.startOver(), errors)
      return status()
    }),
  }
}
