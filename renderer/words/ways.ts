import type { AmendObstacle } from '#shared/domain/amend-request'
import type { Way } from '#shared/domain/draft'
import type { WayChoice, WayReason } from '#shared/domain/ways'

export const wayWords: Record<Way, string> = { replace: 'Replace it', amend: 'Change it in place' }

const reasons: Record<WayReason, string> = {
  'cannot-amend': 'It has to be replaced: it cannot be changed into what was sold.',
  renewal: 'Replacing is recommended: this is a renewal, and the next term begins where the old one ends.',
  'open-invoice':
    'Changing it is recommended: it has an unpaid invoice, and Stigg refuses to replace it until that is settled.',
  'keeps-usage': 'Changing it is recommended: the plan stays the same, and usage that was counted goes on.',
  'keeps-subscription':
    'Changing it is recommended: the plan stays the same, and the subscription keeps its ID and history.',
}

const obstacles: Record<AmendObstacle, string> = {
  'no-subscription': 'No single subscription of the product is running.',
  'other-plan': 'The deal sold another plan, and Stigg cannot change a plan in place.',
  'other-resource': 'It is for another resource.',
  'payment-collection': 'Stigg cannot change how a running subscription is paid.',
  trial: 'A trial cannot be turned into a subscription, nor the reverse, by changing it.',
  'later-start': 'A change in place takes effect at once, and the deal starts later.',
  'paying-customer': 'Stigg cannot change who pays for a running subscription.',
}

export const sayReason = ({ reason }: WayChoice): string => reasons[reason]
export const sayObstacle = ({ obstacle }: WayChoice): string => (obstacle === null ? '' : obstacles[obstacle])
