import { expect, it } from 'vitest'

import { factsOfOffers, offersIn } from '#shared/domain/profile-offer'

const offers = [
  { id: 'a', name: 'Northwind', link: 'stigg-companion://open/customer/acme?org=o&env=e' },
  { id: 'b', name: 'Northwind EU', link: null },
  { id: 'c', name: 'Globex', link: 'stigg-companion://open/customer/acme?org=p&env=f' },
]

it('is read from the facts as it was put into them, one or several', () => {
  for (const some of [offers, offers.slice(0, 1), offers.slice(1)]) expect(offersIn(factsOfOffers(some))).toEqual(some)
  expect(factsOfOffers(offers.slice(0, 1))).toEqual({ profileId: 'a', profile: 'Northwind', link: offers[0]?.link })
})

it('is none where the facts tell of none, or of half of one', () => {
  expect(offersIn({ org: 'globex.example' })).toEqual([])
  expect(offersIn({ profile: 'Northwind' })).toEqual([])
})

it('leaves out what would make no choice easier', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ id: `${index}`, name: `P${index}`, link: null }))
  expect(offersIn(factsOfOffers(many))).toHaveLength(5)
})
