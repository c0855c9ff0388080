import { describe, expect, it } from 'vitest'
import { createSchema } from '#practice/salesforce/schema/catalog'
import { makeSeed } from '#practice/seed/make-seed'

const { objects } = makeSeed({ seed: 7, anchor: '2026-11-20T12:00:00Z', opportunities: 50 }).salesforce
const schema = createSchema({ multiCurrency: true, keyPrefixes: {}, stages: [] })

describe('the schema', () => {
  it.each(Object.keys(objects))('knows every field of %s that the story uses, and what may stand in it', (name) => {
    const object = schema.find(name)
    const wrong = new Set<string>()
    for (const row of objects[name] ?? [])
      for (const [key, value] of Object.entries(row)) {
        const field = object?.fields.get(key.toLowerCase())
        if (field?.name !== key) wrong.add(`${key} is unknown`)
        else if (typeof value === 'string' && field.length > 0 && value.length > field.length)
          wrong.add(`${key} is too long`)
        else if (field.picklist.length > 0 && value !== null && !field.picklist.some((each) => each.value === value))
          wrong.add(`${key} is ${String(value)}`)
        else if (field.type === 'reference' && typeof value === 'string') {
          const target = schema.byPrefix(value.slice(0, 3))?.name
          if (!field.referenceTo.includes(target ?? '')) wrong.add(`${key} leads to ${target}`)
        }
      }
    expect(object?.name).toBe(name)
    expect([...wrong]).toEqual([])
  })

  it('names each relationship of a parent once', () => {
    for (const object of schema.objects) {
      const names = schema.childRelationships(object).map(({ relationshipName }) => relationshipName)
      expect(new Set(names).size, object.name).toBe(names.length)
    }
  })

  it('has no currencies in an org of one currency', () => {
    const single = createSchema({ multiCurrency: false, keyPrefixes: {}, stages: [] })
    expect(single.find('CurrencyType')).toBeUndefined()
    expect(single.find('Opportunity')?.fields.has('currencyisocode')).toBe(false)
  })
})
