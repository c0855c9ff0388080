import { parseQuery } from '@jetstreamapp/soql-parser-js'
import { describe, expect, it } from 'vitest'
import { conditionOf, type Condition } from '#practice/salesforce/soql/condition'

const show = (condition: Condition): string => {
  if (condition.kind === 'not') return `!(${show(condition.part)})`
  if (condition.kind !== 'compare')
    return `(${condition.parts.map(show).join(condition.kind === 'and' ? ' & ' : ' | ')})`
  return condition.operand.kind === 'path' ? condition.operand.path : condition.operand.raw
}
const treeOf = (where: string) => {
  const query = parseQuery(`SELECT Id FROM Account WHERE ${where}`)
  if (!query.where) throw new Error('no WHERE')
  return show(conditionOf(query.where))
}

describe('conditions', () => {
  it.each([
    ['A = 1', 'A'],
    ['A = 1 AND B = 2 AND C = 3', '(A & B & C)'],
    ['A = 1 AND (B = 2 OR C = 3)', '(A & (B | C))'],
    ['(A = 1 OR (B = 1 AND NOT(C = 2))) AND ((D = 3))', '((A | (B & !(C))) & D)'],
    ['NOT A = 1', '!(A)'],
    ['NOT (A = 1 AND B = 2)', '!((A & B))'],
    ['(NOT A = 1) AND B = 2', '(!(A) & B)'],
    ['NOT (NOT (B = 1 OR C = 2) AND D = 3)', '!((!((B | C)) & D))'],
    ['((NOT(A=1)) AND B=2)', '(!(A) & B)'],
  ])('reads %s as %s', (where, tree) => {
    expect(treeOf(where)).toBe(tree)
  })

  it('refuses AND beside OR without parentheses', () => {
    expect(() => treeOf('A = 1 OR B = 2 AND C = 3')).toThrow("unexpected token: 'AND'")
  })
})
