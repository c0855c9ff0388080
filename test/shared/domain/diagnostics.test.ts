import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { Diagnostics, diagnosticsText, hostKindOf, hostKinds } from '#shared/domain/diagnostics'
import { someDiagnostics } from '#test/renderer/fixtures'

describe('a host', () => {
  it.each([
    ['https://northwind.my.salesforce.com', '….my.salesforce.com'],
    ['https://northwind--uat.sandbox.my.salesforce.com/x', '….sandbox.my.salesforce.com'],
    ['https://login.salesforce.com', 'login.salesforce.com'],
    ['https://api.stigg.io', '….stigg.io'],
    ['http://127.0.0.1:4010', 'this machine'],
    ['https://stigg.io.evil.example', 'another host'],
    ['not an address', 'another host'],
  ])('%s is told as %s', (address, kind) => {
    expect(hostKindOf(address)).toBe(kind)
  })

  it('is told in the words of the list, whatever the address', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string()), (address) => hostKinds.includes(hostKindOf(address))))
  })
})

/** Every place of a schema where a text may stand. */
function textsIn(schema: z.core.$ZodType, at: string): { readonly at: string; readonly schema: z.core.$ZodType }[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, inner]) =>
      textsIn(inner, `${at}.${name}`),
    )
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return textsIn(schema.unwrap(), at)
  if (schema instanceof z.ZodArray) return textsIn(schema.element, `${at}.0`)
  if (schema instanceof z.ZodRecord) return textsIn(schema.valueType, `${at}.*`)
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap((option) => textsIn(option, at))
  return schema instanceof z.ZodString || schema instanceof z.ZodAny || schema instanceof z.ZodUnknown
    ? [{ at, schema }]
    : []
}

describe('the report', () => {
  it('has no place for a text but versions', () => {
    const places = textsIn(Diagnostics, 'report')
    expect(places.map(({ at }) => at)).toEqual([
      'report.app.version',
      'report.system.platform',
      'report.system.release',
      'report.system.arch',
      'report.system.node',
      'report.system.electron',
    ])
    for (const { schema } of places) {
      expect(z.safeParse(schema, 'Acme Corp renewal').success).toBe(false)
      expect(z.safeParse(schema, 'olivia@northwind.example').success).toBe(false)
    }
  })

  it('takes nothing beside what it has a place for', () => {
    expect(Diagnostics.safeParse({ ...someDiagnostics(), customer: 'Acme' }).success).toBe(false)
  })

  it('is a text of one line for each value', () => {
    const text = diagnosticsText(someDiagnostics())
    expect(text).toContain('stigg\n  host: ….stigg.io\n  state: unreachable\n  failure: stigg.unreachable')
    expect(text).toContain('  scopes: api, refresh_token')
    expect(text).toContain('  is sandbox: yes')
    expect(text).not.toContain('[object')
    expect(text).not.toMatch(/^ *[a-z]+[A-Z]/m)
  })
})
