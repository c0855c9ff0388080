/**
 * Ask the preload for the port to the core. The handshake, both ways over `window.postMessage` on our own origin: the
 * page posts 'companion:ready', the preload answers once with 'companion:port' and the port.
 */
export function receivePort(target: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports
      if (event.source !== target || event.data !== 'companion:port' || !port) return
      target.removeEventListener('message', listen)
      port.start()
      resolve(port)
    }
    target.addEventListener('message', listen)
    target.postMessage('companion:ready', target.location.origin)
  })
}
