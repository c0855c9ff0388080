/** Where rows that satisfy a condition can be found without reading all of them. The condition still has the last word. */
export type Access =
  | { readonly kind: 'ids'; readonly ids: ReadonlySet<string> }
  /** Keys of the sorted index from `from`, and no further than `to` where that is known. */
  | { readonly kind: 'range'; readonly order: 'stamp' | 'id'; readonly from: string; readonly to: string | undefined }
  | undefined

/** Both hold: the smaller way in is enough. */
export function accessOfAll(ways: readonly Access[]): Access {
  let best: Access
  for (const way of ways) {
    if (!way) continue
    if (!best || isSmaller(way, best)) best = way
  }
  return narrowed(best, ways)
}

/** At least one holds: every part needs a way in, and they must be joined. */
export function accessOfAny(ways: readonly Access[]): Access {
  const [first, ...others] = ways
  let joined: Access = first
  for (const way of others) {
    if (!joined || !way || joined.kind !== way.kind) return undefined
    if (joined.kind === 'ids' && way.kind === 'ids') {
      joined = { kind: 'ids', ids: new Set([...joined.ids, ...way.ids]) }
    } else if (joined.kind === 'range' && way.kind === 'range') {
      if (joined.order !== way.order) return undefined
      const to: string | undefined =
        joined.to === undefined || way.to === undefined ? undefined : joined.to > way.to ? joined.to : way.to
      joined = { kind: 'range', order: joined.order, from: joined.from < way.from ? joined.from : way.from, to }
    }
  }
  return joined
}

function isSmaller(a: NonNullable<Access>, b: NonNullable<Access>): boolean {
  if (a.kind === 'ids') return b.kind === 'range' || a.ids.size < b.ids.size
  return b.kind === 'range' && a.order === 'stamp' && b.order === 'id'
}

/** Two bounds of one order make one range. */
function narrowed(best: Access, ways: readonly Access[]): Access {
  if (best?.kind !== 'range') return best
  let { from, to } = best
  for (const way of ways) {
    if (way?.kind !== 'range' || way.order !== best.order) continue
    if (way.from > from) from = way.from
    if (way.to !== undefined && (to === undefined || way.to < to)) to = way.to
  }
  return { kind: 'range', order: best.order, from, to }
}
