import { ipcRenderer } from 'electron'

/** The little of the page that the preload touches; nothing else under electron/ is compiled against a browser. */
interface PageWindow {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listen: (event: PageMessage) => void): void
  removeEventListener(type: 'message', listen: (event: PageMessage) => void): void
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void
}
interface PageMessage {
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
}
declare const window: PageWindow

/**
 * Hand one port over to the page, and its other end to the core; nothing else is exposed to the page.
 * The handshake, both ways over `window.postMessage` on our own origin: once the page listens it posts 'companion:ready',
 * and is answered with 'companion:port' and the port, one time for each load. The page's end: renderer/platform.
 */
function handOver(event: PageMessage): void {
  const own = event.source === window && event.origin === window.location.origin
  if (!own || event.data !== 'companion:ready') return
  window.removeEventListener('message', handOver)
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage('companion:connect', null, [port1])
  window.postMessage('companion:port', window.location.origin, [port2])
}

window.addEventListener('message', handOver)
