/** Parts that company and people's names are put together from; none is a real company that we know of. */
export const FIRST_WORDS = words(`
  Alder Amber Apex Arbor Argent Aspen Atlas Auburn Azure Basalt Birch Blue Boreal Bright Bronze Canyon Cedar
  Chestnut Cinnabar Citrine Clear Cliff Clover Coral Crescent Crimson Crown Crystal Delta Dune Eagle East Echo
  Elder Ember Falcon Fern Flint Forest Frost Garnet Glacier Golden Granite Green Grove Harbor Hazel Heron High
  Hollow Indigo Iron Island Ivory Jade Juniper Kestrel Lake Laurel Linden Lunar Maple Marble Marsh Meadow Mesa
  Mint Moss North Oak Ocean Olive Onyx Orchard Osprey Pearl Pine Polar Prairie Quartz Raven Red Reef Ridge River
  Rowan Saffron Sage Sequoia Silver Slate Solar South Spruce Stone Summit Swift Teal Tern Thistle Timber Topaz
  Umber Vale Velvet Violet West Willow Winter Zenith`)

export const SECOND_WORDS = words(`
  bank bay beam berg bridge brook castle cast cliff craft crest dale field fjord forge gate glen haven hill holm
  house land leaf light line loft mark mill mont path peak point port rock shore side spring stead stream tide
  view ward water way wick wind wood works worth yard`)

export const TRADES = words(`
  Logistics Software Health Energy Foods Insurance Robotics Media Capital Textiles Analytics Pharma Hotels Games
  Freight Telecom Education Optics Security Studios`)

export const LEGAL_FORMS = ['Inc.', 'Ltd', 'GmbH', 'AG', 'SAS', 'BV', 'AB', 'Oy', 'LLC', 'plc', 'KK', 'Pty Ltd']

export const FIRST_NAMES = words(`
  Ada Ali Amara Anna Ben Carmen Chen Clara David Diego Elena Emeka Eva Farah Felix Grace Hana Hugo Ines Ivan
  Jamal Julia Kenji Lara Leo Lucia Marco Mei Mila Nadia Noah Olga Omar Paula Pedro Rana Rosa Samir Sofia Tariq
  Uma Yara`)

export const LAST_NAMES = words(`
  Abe Ahmed Bauer Berg Costa Cruz Diaz Dubois Eze Ferrari Fischer Garcia Haas Hansen Ito Jensen Kaya Khan Kim
  Kowalski Lind Lopez Meyer Mori Moreau Nair Novak Okoye Park Patel Reyes Rossi Sato Silva Singh Smith Tran Vega
  Wagner Wong`)

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
