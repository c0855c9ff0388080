/** A square picture as a file of PNG, and as its bare points. */
export interface Picture {
  /** Pixels along an edge. */
  readonly size: number
  readonly png: Buffer
  /** Red, green, blue, alpha of each point, from the top left on; empty above 64 pixels, where nobody asks for them. */
  readonly rgba: Buffer
}
