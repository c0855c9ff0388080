import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** A certificate with its key, both in PEM form. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const integer = (bytes: Buffer) => der(0x02, bytes)
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes))
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'utf8'))
const octets = (...parts: readonly Buffer[]) => der(0x04, ...parts)
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes)
const isTrue = der(0x01, Buffer.from([0xff]))

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const nameOf = (common: string) => sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), text(0x0c, common))))
const time = (date: Date) =>
  text(
    0x17,
    date
      .toISOString()
      .replaceAll(/[-:T]|\.\d+/g, '')
      .slice(2),
  )
const basicConstraints = (isAuthority: boolean) =>
  sequence(oid(0x55, 0x1d, 0x13), isTrue, octets(isAuthority ? sequence(isTrue) : sequence()))
const namesOf = (hosts: readonly string[]) =>
  sequence(oid(0x55, 0x1d, 0x11), octets(sequence(...hosts.map((host) => text(0x82, host)))))

interface Wanted {
  readonly subject: string
  readonly issuer: string
  readonly issuerKey: KeyObject
  readonly publicKey: KeyObject
  readonly extensions: readonly Buffer[]
}

/** Source: RFC 5280, section 4.1. */
function certify({ subject, issuer, issuerKey, publicKey, extensions }: Wanted): string {
  const day = 86_400_000
  const now = Date.now()
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)])
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(new Date(now - day)), time(new Date(now + day))),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuerKey)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

/** An authority that no machine knows, made for one test, with what it certifies. */
export function newAuthority(name = 'A test’s own authority') {
  const own = newKeys()
  const issued = { issuer: name, issuerKey: own.privateKey }
  return {
    /** In PEM form, as an administrator would hand it out. */
    cert: certify({ ...issued, subject: name, publicKey: own.publicKey, extensions: [basicConstraints(true)] }),
    /** A server's certificate for some hosts. */
    certify(...hosts: readonly string[]): Certificate {
      const keys = newKeys()
      const extensions = [basicConstraints(false), namesOf(hosts)]
      return {
        cert: certify({ ...issued, subject: hosts[0] ?? '', publicKey: keys.publicKey, extensions }),
        key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}
