/**
 * Do something for a key at once, and for as long as it is asked for again and again no more often than every `pauseMs`:
 * the last request is never lost. A run of many deals tells of every step; what shows them need not be read each time.
 */
export function paced<Key>(act: (key: Key) => void, pauseMs: number): (key: Key) => void {
  const resting = new Map<string, { again: boolean }>()
  const begin = (key: Key, name: string): void => {
    const rest = { again: false }
    resting.set(name, rest)
    act(key)
    setTimeout(() => {
      if (rest.again) begin(key, name)
      else resting.delete(name)
    }, pauseMs)
  }
  return (key) => {
    const name = JSON.stringify(key)
    const rest = resting.get(name)
    if (rest) rest.again = true
    else begin(key, name)
  }
}
