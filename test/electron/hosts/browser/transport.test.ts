import { describeTransport } from '#test/contracts/transport'
import { clientOf, comeIn, openServer } from '#test/electron/hosts/browser/open-server'

describeTransport('HTTP with event streams', async (router, reportDefect) => {
  const open = await openServer({ router: () => router, reportDefect })
  return { client: clientOf(open.origin, await comeIn(open)), close: () => open.close() }
})
