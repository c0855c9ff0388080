import { takeProfileLock } from '#adapters/sqlite/profile-lock'

/* A process that takes a profile's lock, says how that went, and holds it until it is killed. */

const lock = takeProfileLock(process.argv[2] ?? '.')
process.stdout.write(`${JSON.stringify({ ok: lock.ok })}\n`)
setInterval(() => lock.ok, 60_000)
