import type {
  Condition as ParsedCondition,
  FunctionExp,
  HavingClause,
  Query as ParsedQuery,
  WhereClause,
} from '@jetstreamapp/soql-parser-js'
import { refuse } from '../errors.ts'

/** What is compared: a field path, or a function over one. */
export type Operand =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly argument: string; readonly raw: string }

export interface Literal {
  readonly type: string
  /** As written: text still has its quotes and escapes. */
  readonly raw: string
}

export interface Comparison {
  readonly kind: 'compare'
  readonly operand: Operand
  readonly operator: string
  readonly literals: readonly Literal[]
  readonly subquery: ParsedQuery | undefined
}

/** A WHERE or HAVING clause as a tree. */
export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Comparison

/** The tree that the parser's chain of conditions and counted parentheses stands for. */
export function conditionOf(clause: WhereClause | HavingClause): Condition {
  const tokens = tokensOf(clause)
  let next = 0

  const primary = (): Condition => {
    const token = tokens[next++]
    if (token === 'NOT') return { kind: 'not', part: primary() }
    if (token === '(') {
      const inner = chain()
      if (tokens[next++] !== ')') throw refuse('MALFORMED_QUERY', "expecting a right parentheses, found 'EOF'")
      return inner
    }
    if (typeof token === 'object') return token
    throw refuse('MALFORMED_QUERY', `unexpected token: '${token ?? '<EOF>'}'`)
  }
  const chain = (): Condition => {
    const first = primary()
    const joint = tokens[next]
    if (joint !== 'AND' && joint !== 'OR') return first
    const parts = [first]
    while (tokens[next] === joint) {
      next++
      parts.push(primary())
    }
    const other = tokens[next]
    // AND and OR side by side need parentheses; the service does not guess.
    if (other === 'AND' || other === 'OR') throw refuse('MALFORMED_QUERY', `unexpected token: '${other}'`)
    return { kind: joint === 'AND' ? 'and' : 'or', parts }
  }
  const tree = chain()
  if (next < tokens.length) throw refuse('MALFORMED_QUERY', "unexpected token: ')'")
  return tree
}

function tokensOf(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = []
  let at: WhereClause | HavingClause | undefined = clause
  while (at) {
    const left: ReturnType<typeof leftOf> = leftOf(at)
    if (left) {
      for (let n = 0; n < (left.openParen ?? 0); n++) tokens.push('(')
      if ('operator' in left) {
        tokens.push(comparisonOf(left))
        for (let n = 0; n < (left.closeParen ?? 0); n++) tokens.push(')')
      }
    }
    if (!('operator' in at)) break
    tokens.push(at.operator)
    at = at.right
  }
  return tokens
}

const leftOf = (clause: WhereClause | HavingClause) => clause.left

function comparisonOf(left: Exclude<ParsedCondition, { openParen: number }> | WhereClause['left']): Comparison {
  if (!left || !('operator' in left)) throw refuse('MALFORMED_QUERY', "unexpected token: 'NOT'")
  const operator = left.operator.toUpperCase()
  const operand: Operand = 'fn' in left ? callOf(left.fn) : { kind: 'path', path: left.field }
  if ('valueQuery' in left) return { kind: 'compare', operand, operator, literals: [], subquery: left.valueQuery }
  const values: readonly string[] = Array.isArray(left.value) ? left.value : [left.value]
  const types = left.literalType
  const literals = values.map((raw, n) => ({
    raw,
    type: (Array.isArray(types) ? types[n] : types) ?? 'STRING',
  }))
  return { kind: 'compare', operand, operator, literals, subquery: undefined }
}

/** A function over a field as an operand. */
export const callOf = ({ functionName, parameters, rawValue }: FunctionExp): Operand => ({
  kind: 'call',
  name: (functionName ?? '').toUpperCase(),
  argument: parameterText(parameters?.[0]),
  raw: rawValue ?? '',
})

/** A function's parameter as it was written. */
export const parameterText = (parameter: string | FunctionExp | undefined): string =>
  typeof parameter === 'object' ? (parameter.rawValue ?? '') : (parameter ?? '')
