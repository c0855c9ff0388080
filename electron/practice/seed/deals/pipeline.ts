import type { Person, Stage } from '../people.ts'
import type { ProductKey } from '../products.ts'
import { line, type DealStory } from '../story.ts'
import { newAccount } from './mapping.ts'

type Open = readonly [
  key: string,
  company: string,
  city: string,
  country: string,
  stage: Stage,
  daysAgo: number,
  owner: Person,
]

/** Deals that are still open, or lost: they must not show among the won ones. */
const OPEN: readonly Open[] = [
  ['acorn', 'Acorn Nurseries', 'Kent', 'United Kingdom', 'Prospecting', -60, 'dele'],
  ['bramble', 'Bramble Bikes', 'Freiburg', 'Germany', 'Prospecting', -75, 'jonas'],
  ['cinder', 'Cinder Block Gyms', 'Dallas', 'United States', 'Prospecting', -45, 'priya'],
  ['dovetail', 'Dovetail Joinery', 'Aarhus', 'Denmark', 'Prospecting', -90, 'mara'],
  ['emberglow', 'Emberglow Candles', 'Porto', 'Portugal', 'Prospecting', -33, 'tomas'],
  ['fathom', 'Fathom Diving', 'Cairns', 'Australia', 'Qualification', -40, 'aiko'],
  ['gossamer', 'Gossamer Textiles', 'Milan', 'Italy', 'Qualification', -28, 'tomas'],
  ['hearth', 'Hearth & Home', 'Nashville', 'United States', 'Qualification', -52, 'priya'],
  ['inkwell', 'Inkwell Press', 'Galway', 'Ireland', 'Qualification', -18, 'dele'],
  ['jubilee', 'Jubilee Parks', 'Minneapolis', 'United States', 'Qualification', -66, 'priya'],
  ['kiln', 'Kiln Ceramics', 'Kyoto', 'Japan', 'Negotiation', -9, 'aiko'],
  ['lodestar', 'Lodestar Charters', 'Piraeus', 'Greece', 'Negotiation', -5, 'tomas'],
  ['mistral', 'Mistral Wind', 'Marseille', 'France', 'Negotiation', -12, 'tomas'],
  ['nutmeg', 'Nutmeg Spice Traders', 'Rotterdam', 'Netherlands', 'Negotiation', -3, 'jonas'],
  ['opal', 'Opal Dental', 'Sydney', 'Australia', 'Negotiation', -16, 'aiko'],
  ['prairie', 'Prairie Telecom', 'Winnipeg', 'Canada', 'Negotiation', -1, 'dele'],
  ['quill', 'Quill Legal', 'Edinburgh', 'United Kingdom', 'Closed Lost', 4, 'dele'],
  ['rosewater', 'Rosewater Cosmetics', 'Beirut', 'Lebanon', 'Closed Lost', 11, 'tomas'],
  ['saffron', 'Saffron Kitchens', 'Pune', 'India', 'Closed Lost', 17, 'priya'],
  ['tamarack', 'Tamarack Timber', 'Duluth', 'United States', 'Closed Lost', 23, 'priya'],
  ['umbra', 'Umbra Lighting', 'Turin', 'Italy', 'Closed Lost', 29, 'tomas'],
  ['verdant', 'Verdant Farms', 'Fresno', 'United States', 'Closed Lost', 35, 'priya'],
  ['wicker', 'Wicker Park Media', 'Chicago', 'United States', 'Closed Lost', 41, 'dele'],
  ['yarrow', 'Yarrow Apothecary', 'Bergen', 'Norway', 'Closed Lost', 48, 'mara'],
  ['zinnia', 'Zinnia Florals', 'Bogotá', 'Colombia', 'Closed Lost', 54, 'tomas'],
]

const SOLD: readonly ProductKey[] = ['enterprise', 'growth', 'team']

export const PIPELINE: readonly DealStory[] = OPEN.map(
  ([key, company, city, country, stage, closedDaysAgo, owner], index) => ({
    key: `pipeline-${key}`,
    name: `${company} - first order`,
    shows: [],
    account: newAccount(key, company, [city, country], 'Retail', ['Alex', 'Field'], ['Jo', 'Penny']),
    owner,
    stage,
    closedDaysAgo,
    lines: [line(SOLD[index % SOLD.length] ?? 'team'), line('seats', 5 + index)],
  }),
)
