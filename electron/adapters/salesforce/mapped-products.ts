import { z } from 'zod'

import type { MappingFields } from '#shared/domain/profile'
import type { ProductCatalogue, ReadinessProduct } from '#shared/domain/readiness'
import { fail, ok, type Result } from '#shared/failure'

import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, rowsFrom, type WireRecord } from './query.ts'
import { fields as columns, identifier, soql, type Soql } from './soql.ts'
import { recordId, textAt } from './wire.ts'

const Product = z.object({ Id: recordId, Name: z.string(), IsActive: z.boolean() })
const Entry = z.object({
  Product2Id: recordId,
  Pricebook2Id: recordId,
  Pricebook2: z.object({ IsStandard: z.boolean() }),
})
const Book = z.object({ Id: recordId, Name: z.string() })

/**
 * Every product that carries a mapping, with the active price book entries that it has. One call, and one more for each
 * 2,000 rows. Null where no field of the product carries the mapping.
 * Source: Object Reference, "Product2", "PricebookEntry", "Pricebook2".
 */
export async function mappedProducts(
  { api, schema }: Pick<OrgContext, 'api' | 'schema'>,
  { productType, productId }: Pick<MappingFields, 'productType' | 'productId'>,
  signal?: AbortSignal,
): Promise<Result<ProductCatalogue | null>> {
  const carrying = [productType, productId].flatMap((ref) => (ref?.object === 'Product2' ? [ref.field] : []))
  if (carrying.length === 0) return ok(null)
  const filterable = new Set(schema.fieldsOf('Product2').flatMap(({ name, filterable }) => (filterable ? [name] : [])))
  const held = carrying.filter((name) => filterable.has(name))
  const products = {
    soql: soql`SELECT ${columns(['Id', 'Name', 'ProductCode', 'IsActive', ...carrying])} FROM Product2 ${where(held, '')} ORDER BY Name`,
  }
  const entries = {
    soql: soql`SELECT Product2Id, Pricebook2Id, Pricebook2.IsStandard FROM PricebookEntry WHERE IsActive = ${true} AND Pricebook2.IsActive = ${true}${also(held)}`,
  }
  const books = {
    soql: soql`SELECT Id, Name FROM Pricebook2 WHERE IsActive = ${true} AND IsStandard = ${false} ORDER BY Name`,
  }
  const count = { soql: soql`SELECT COUNT() FROM Product2` }
  const asked = await queriesAtOnce(api, { products, entries, books, count }, signal)
  if (!asked.ok) return asked
  const { value } = asked
  if (!value.products.ok) return value.products
  if (!value.entries.ok) return value.entries
  if (!value.books.ok) return value.books
  const [rows, priced, chosen] = await Promise.all([
    rowsFrom(api, products, value.products.value, signal),
    rowsFrom(api, entries, value.entries.value, signal),
    rowsFrom(api, books, value.books.value, signal),
  ])
  if (!rows.ok) return rows
  if (!priced.ok) return priced
  if (!chosen.ok) return chosen
  return catalogueOf(rows.value, priced.value, chosen.value, {
    type: productType?.field ?? null,
    id: productId?.field ?? null,
    total: value.count.ok ? value.count.value.totalSize : rows.value.length,
  })
}

const isHeld = (names: readonly string[], path: string): Soql | null => {
  const [first, ...others] = names.map((name) => soql`${identifier(`${path}${name}`)} != null`)
  return first ? soql`(${others.reduce((all, one) => soql`${all} OR ${one}`, first)})` : null
}
function where(names: readonly string[], path: string): Soql {
  const held = isHeld(names, path)
  return held ? soql`WHERE ${held}` : soql``
}
function also(names: readonly string[]): Soql {
  const held = isHeld(names, 'Product2.')
  return held ? soql` AND ${held}` : soql``
}

function catalogueOf(
  rows: readonly WireRecord[],
  priced: readonly WireRecord[],
  chosen: readonly WireRecord[],
  { type, id, total }: { readonly type: string | null; readonly id: string | null; readonly total: number },
): Result<ProductCatalogue> {
  const entries = z.array(Entry).safeParse(priced)
  const books = z.array(Book).safeParse(chosen)
  if (!entries.success || !books.success)
    return fail('salesforce.unexpected-answer', 'Price book entries came in another shape')
  const byProduct = Map.groupBy(entries.data, ({ Product2Id }) => Product2Id)
  const products: ReadinessProduct[] = []
  for (const row of rows) {
    const product = Product.safeParse(row)
    if (!product.success) return fail('salesforce.unexpected-answer', 'A product came in another shape')
    const own = byProduct.get(product.data.Id) ?? []
    const stiggType = type === null ? null : textAt(row, type)
    const stiggId = id === null ? null : textAt(row, id)
    if (!stiggType?.trim() && !stiggId?.trim()) continue
    products.push({
      id: product.data.Id,
      name: product.data.Name,
      code: textAt(row, 'ProductCode'),
      isActive: product.data.IsActive,
      stiggType,
      stiggId,
      hasStandardPrice: own.some(({ Pricebook2 }) => Pricebook2.IsStandard),
      pricebookIds: [
        ...new Set(own.flatMap(({ Pricebook2, Pricebook2Id }) => (Pricebook2.IsStandard ? [] : [Pricebook2Id]))),
      ],
    })
  }
  return ok({ products, pricebooks: books.data.map(({ Id, Name }) => ({ id: Id, name: Name })), total })
}
