import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import { noting } from '../noting.ts'
import type { CoreServices } from '../services.ts'
import { mendLinks, previewMends } from './mend-links.ts'
import { reconcile } from './reconcile.ts'
import { notOfOthers, withProfile } from './of-other-profile.ts'
import { resolveLink } from './resolve.ts'
import { searchHere, searchServices } from './search.ts'

export const linkHandlers = (os: ContractImplementer, core: CoreServices) => ({
  reconcile: os.links.reconcile.handler(async ({ errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(noting(reconcile(context, core.ports, signal), core), errors)
  }),
  preview: os.links.preview.handler(async ({ input: { mends }, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return orThrow(core.noted(await previewMends(mends, context, core.runPorts, signal)), errors)
  }),
  mend: os.links.mend.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(mendLinks(input, context, core.runPorts, signal), errors)
  }),
  resolve: os.links.resolve.handler(({ input: { text }, errors }) => {
    const connection = core.connections.current()
    orThrow(notOfOthers(text, connection, core.ports), errors)
    return orThrow(withProfile(resolveLink(text, connection, core.ports), text, core.ports), errors)
  }),
  search: os.links.search.handler(async ({ input: { text, reach }, errors, signal }) => {
    const connection = core.connections.current()
    orThrow(notOfOthers(text, connection, core.ports), errors)
    const found =
      reach === 'here'
        ? searchHere(text, connection, core.ports)
        : await searchServices(text, connection, core.ports, signal)
    return orThrow(withProfile(found, text, core.ports), errors)
  }),
})
