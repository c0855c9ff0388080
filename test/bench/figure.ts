/** One figure of `npm run bench`: what was measured, what it was measured against in the same run, and the ratio. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What was run beside it. */
  readonly against: string
  /** Null where there is nothing to divide by. */
  readonly ratio: number | null
  readonly goal: string
}

const rounded = (value: number): number => Number(value.toPrecision(4))

export const report = (figure: Figure): void =>
  void process.stdout.write(
    `${JSON.stringify({ ...figure, value: rounded(figure.value), ratio: figure.ratio === null ? null : rounded(figure.ratio) })}\n`,
  )

/** The value that `share` of the samples do not exceed. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
