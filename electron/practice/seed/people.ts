import type { SeedContext } from './context.ts'
import type { PracticeOrg, PracticeUser, SalesforceRow, SalesforceValue } from './types.ts'

const STANDARD = 'Standard User'
const ADMIN = 'System Administrator'

/** Who works at the practice company. Olivia and Nils sign in; the others own deals. */
const PEOPLE = {
  olivia: { name: 'Olivia Ops', title: 'Sales Operations Lead', profile: ADMIN, signsIn: true, seesStiggFields: true },
  nils: { name: 'Nils Nofield', title: 'Sales Analyst', profile: STANDARD, signsIn: true, seesStiggFields: false },
  mara: { name: 'Mara Lindqvist', title: 'Account Executive, Nordics', profile: STANDARD },
  tomas: { name: 'Tomás Herrera', title: 'Account Executive, Iberia and LATAM', profile: STANDARD },
  priya: { name: 'Priya Raman', title: 'Senior Account Executive, Enterprise', profile: STANDARD },
  jonas: { name: 'Jonas Weber', title: 'Account Executive, DACH', profile: STANDARD },
  aiko: { name: 'Aiko Tanaka', title: 'Account Executive, Japan', profile: STANDARD },
  dele: { name: 'Dele Adeyemi', title: 'Account Executive, UK and Ireland', profile: STANDARD },
  autoproc: { name: 'Automated Process', title: 'Flows and other automation', profile: STANDARD },
  grace: { name: 'Grace Okafor', title: 'Renewals', profile: STANDARD },
} as const
export type Person = keyof typeof PEOPLE

export const COMPANY: PracticeOrg = {
  id: '00D5g000004XyZQEA0',
  name: 'Northwind Systems',
  isSandbox: true,
  instanceName: 'CS91',
  multiCurrency: true,
  corporateCurrency: 'USD',
  timeZone: 'America/New_York',
  locale: 'en_US',
}

const emailOf = (person: Person) => `${person}.${surname(PEOPLE[person].name)}@northwind.example`
const surname = (name: string) =>
  (name.split(' ').at(-1) ?? name)
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

export function usersOf(context: SeedContext): PracticeUser[] {
  return people().map(([person, one]) => ({
    id: context.id('User', person),
    username: emailOf(person),
    email: emailOf(person),
    name: one.name,
    timeZone: person === 'aiko' ? 'Asia/Tokyo' : COMPANY.timeZone,
    locale: 'en_US',
    language: 'en_US',
    signsIn: 'signsIn' in one,
    seesStiggFields: !('seesStiggFields' in one) || one.seesStiggFields,
  }))
}

/** The rows that describe the org itself: who works there, what stages and currencies there are. */
export function orgRows(context: SeedContext): Record<string, SalesforceRow[]> {
  const made = stamps(context, -900)
  const profileId = (name: string) => context.id('Profile', name)
  return {
    Organization: [
      {
        Id: COMPANY.id,
        ...made,
        Name: COMPANY.name,
        IsSandbox: COMPANY.isSandbox,
        OrganizationType: 'Enterprise Edition',
        InstanceName: COMPANY.instanceName,
        NamespacePrefix: null,
        TrialExpirationDate: null,
        TimeZoneSidKey: COMPANY.timeZone,
        DefaultLocaleSidKey: COMPANY.locale,
        LanguageLocaleKey: 'en_US',
        PrimaryContact: PEOPLE.olivia.name,
        Country: 'US',
        FiscalYearStartMonth: 1,
      },
    ],
    Profile: rowsOf([ADMIN, STANDARD], made, (name) => ({
      Id: profileId(name),
      Name: name,
      UserType: 'Standard',
      PermissionsApiEnabled: true,
    })),
    User: rowsOf(people(), made, ([person, { name, title, profile }]) => ({
      Id: context.id('User', person),
      Username: emailOf(person),
      FirstName: name.split(' ')[0] ?? null,
      LastName: name.split(' ').slice(1).join(' '),
      Name: name,
      Email: emailOf(person),
      Alias: person,
      Title: title,
      IsActive: true,
      ProfileId: profileId(profile),
      UserType: 'Standard',
      TimeZoneSidKey: person === 'aiko' ? 'Asia/Tokyo' : COMPANY.timeZone,
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      DefaultCurrencyIsoCode: 'USD',
      CurrencyIsoCode: 'USD',
    })),
    OpportunityStage: rowsOf(STAGES, made, ([name, probability, category], index) => ({
      Id: context.id('OpportunityStage', name),
      MasterLabel: name,
      ApiName: name,
      IsActive: true,
      SortOrder: index + 1,
      IsClosed: name.startsWith('Closed'),
      IsWon: name === 'Closed Won',
      ForecastCategory: category === 'Best Case' ? 'BestCase' : category === 'Commit' ? 'Forecast' : category,
      ForecastCategoryName: category,
      DefaultProbability: probability,
      Description: null,
    })),
    CurrencyType: rowsOf(Object.entries(RATES), made, ([code, { rate, places }]) => ({
      Id: context.id('CurrencyType', code),
      IsoCode: code,
      ConversionRate: rate,
      DecimalPlaces: places,
      IsActive: true,
      IsCorporate: code === COMPANY.corporateCurrency,
    })),
    RecordType: rowsOf(RECORD_TYPES, made, ([name, developerName]) => ({
      Id: context.id('RecordType', developerName),
      Name: name,
      DeveloperName: developerName,
      NamespacePrefix: null,
      Description: null,
      SobjectType: 'Opportunity',
      IsActive: true,
    })),
  }
}

const RECORD_TYPES = [
  ['New business', 'New_Business'],
  ['Existing business', 'Existing_Business'],
] as const

const STAGES = [
  ['Prospecting', 10, 'Pipeline'],
  ['Qualification', 20, 'Pipeline'],
  ['POC', 40, 'Best Case'],
  ['Negotiation', 80, 'Commit'],
  ['Closed Won', 100, 'Closed'],
  ['Closed Lost', 0, 'Omitted'],
] as const
export type Stage = (typeof STAGES)[number][0]

/** Units of the currency for one US dollar, as the org's currency table holds them. */
export const RATES = {
  USD: { rate: 1, places: 2 },
  EUR: { rate: 0.92, places: 2 },
  GBP: { rate: 0.79, places: 2 },
  JPY: { rate: 149, places: 0 },
} as const
export type IsoCode = keyof typeof RATES

/** Created, modified and stamped at one moment, days after the anchor. */
export function stamps(context: SeedContext, created: number, modified = created) {
  const changed = context.stamp(modified)
  return { CreatedDate: context.stamp(created), LastModifiedDate: changed, SystemModstamp: changed }
}

/** One row for each item, all stamped alike. */
export function rowsOf<T>(
  items: readonly T[],
  stamped: ReturnType<typeof stamps>,
  fieldsOf: (item: T, index: number) => { readonly Id: string; readonly [field: string]: SalesforceValue },
): SalesforceRow[] {
  return items.map((item, index) => Object.assign({}, fieldsOf(item, index), stamped))
}

// Object.entries forgets the keys' type.
const people = () => Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][]
