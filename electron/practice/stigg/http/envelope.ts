/** What a route gives back: a status and a whole body. Nothing is sent before the transaction has ended. */
export interface Answer {
  readonly status: 200 | 201
  readonly body: unknown
}

/** Every answer that is no list wears `{ data }`. Source: Stigg REST API, "Responses" and the endpoint pages. */
export const found = (data: unknown): Answer => ({ status: 200, body: { data } })
export const created = (data: unknown): Answer => ({ status: 201, body: { data } })

/** A list that is given whole, with the pagination block that paged lists have. */
export const wholeList = (data: readonly unknown[]): Answer => ({
  status: 200,
  body: { data, pagination: { next: null, prev: null } },
})
