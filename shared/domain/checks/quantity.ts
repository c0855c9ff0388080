import { compare, isWhole } from '../decimal.ts'
import { finding, type Finding } from '../finding.ts'
import { isRemoval, type Mapped } from '../mapping.ts'
import { productRef, type CheckInput } from './check-input.ts'

/**
 * Whether every quantity is one that its entity can have: positive, and whole where things are counted. Credits may be
 * divided; a feature that is only on or off takes no quantity, and one that Stigg does not know has a finding already.
 */
export function checkQuantities({ mapping }: Pick<CheckInput, 'mapping'>): Finding[] {
  const numbers = mapping.features.filter(({ entity }) => entity === null || entity.type === 'NUMBER')
  const counted = [...mapping.plans, ...mapping.addons, ...numbers]
  // A plan that an amendment brings to none would be a cancellation, which no draft can say.
  const given = [
    ...mapping.plans,
    ...[...mapping.addons, ...numbers, ...mapping.credits].filter((sold) => !isRemoval(sold)),
  ]
  return [
    ...given.flatMap((sold) => findingsOn(sold, 'quantity.not-positive', isPositive)),
    ...counted.flatMap((sold) => findingsOn(sold, 'quantity.not-whole', isWhole)),
  ]
}

const isPositive = (quantity: string): boolean => compare(quantity, '0') > 0

/** Line by line, because a sum may hide a negative line. */
const findingsOn = (
  sold: Mapped<{ readonly name: string }>,
  code: 'quantity.not-positive' | 'quantity.not-whole',
  isRight: (quantity: string) => boolean,
): Finding[] =>
  sold.lines
    .filter(({ quantity }) => !isRight(quantity))
    .map((line) =>
      finding(code, {
        record: productRef(line),
        lineIds: [line.lineId],
        facts: { name: sold.entity?.name ?? sold.id, id: sold.id, product: line.name, quantity: line.quantity },
      }),
    )
