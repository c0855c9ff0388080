import { createServer } from 'node:net'
import { once } from 'node:events'

/** Somebody else listens on the port that was asked for. `message` is one sentence for a person. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly port: number

  constructor(service: string, host: string, port: number) {
    super(`Port ${port} for ${service} is taken on ${host}: stop what listens there, or choose another port.`)
    this.port = port
  }
}

export interface PortWish {
  /** For the message: "Salesforce", "Stigg". */
  readonly service: string
  readonly host: string
  /** Taken or not, no other will do. */
  readonly asked: number | undefined
  /** The one of last time, so that links which stand in records stay true. */
  readonly remembered: number | undefined
  /** Ports that are promised to somebody already. */
  readonly not?: readonly number[]
}

/** The port that a simulator will listen on. Throws `PortTaken` where the asked one is not to be had. */
export async function choosePort({ service, host, asked, remembered, not = [] }: PortWish): Promise<number> {
  if (asked !== undefined && asked !== 0) {
    if (not.includes(asked) || (await freePort(host, asked)) === undefined) throw new PortTaken(service, host, asked)
    return asked
  }
  const wanted = remembered !== undefined && !not.includes(remembered) ? await freePort(host, remembered) : undefined
  const port = wanted ?? (await freePort(host, 0))
  if (port === undefined) throw new Error(`No free port for ${service} on ${host}`)
  return not.includes(port) ? choosePort({ service, host, asked, remembered: undefined, not }) : port
}

/** The port when it can be listened on (0: any), else undefined. */
async function freePort(host: string, port: number): Promise<number | undefined> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE' || code === 'EACCES') return undefined
    throw error
  }
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : undefined
}
