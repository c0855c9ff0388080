import type { Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { signIn, type SignedIn, type SignInWait } from './sign-in.ts'
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
    signIn: os.workspace.signIn.handler(({ input, errors, signal }) =>
      streamOrThrow(
        reporting<SignInWait, Result<SignedIn>>((report) => signIn(core, input, report, signal)),
        errors,
      ),
    ),
    signOut: os.workspace.signOut.handler(async ({ errors }) => orThrow(await core.signOut(), errors)),
    startOver: os.workspace.startOver.handler(async ({ errors }) => {
      orThrow(await core.startOver(), errors)
      return status()
    }),
  }
}
