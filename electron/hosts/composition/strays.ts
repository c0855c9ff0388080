/**
 * The last resort for errors that nobody caught: they are reported, so that the log holds what a person can send on.
 * A rejected promise that nobody waits for harms nothing else; after an exception the state is anybody's guess, and the
 * process ends: whatever it was doing is in the journal.
 */
export function reportStrays(reportDefect: (error: unknown) => void, end: () => void): void {
  process.on('unhandledRejection', reportDefect)
  process.on('uncaughtException', (error) => {
    reportDefect(error)
    end()
  })
}
