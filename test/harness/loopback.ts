import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small HTTP server of a test's own, on loopback. */
export async function serve(
  listener: http.RequestListener,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A string only for a pipe, which this never listens on.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
