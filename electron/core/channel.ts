/**
 * Turn work that reports through a callback into a stream: what it reports is yielded in order, what it returns is the
 * stream's return value. Leaving the stream early does not stop the work: a run must not end because a tab was closed.
 */
export async function* reporting<Event, Outcome>(
  work: (report: (event: Event) => void) => Promise<Outcome>,
): AsyncGenerator<Event, Outcome, void> {
  const queue: Event[] = []
  let wake: () => void = () => undefined
  let settled = false
  const outcome = work((event) => {
    queue.push(event)
    wake()
  }).finally(() => {
    settled = true
    wake()
  })
  // A defect is thrown where the stream ends; without this line an abandoned stream would leave it unhandled.
  outcome.catch(() => undefined)
  while (!settled || queue.length > 0) {
    const next = queue.shift()
    if (next !== undefined) yield next
    else await new Promise<void>((resolve) => (wake = resolve))
  }
  return await outcome
}
