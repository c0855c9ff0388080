import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACME, aPracticeOrg, DEAL, GLOBEX, NO_ACCOUNT, OPEN_DEAL, type PracticeOrg } from '../practice-org.ts'

let org: PracticeOrg
beforeAll(async () => {
  org = await aPracticeOrg()
})
afterAll(() => org[Symbol.asyncDispose]())

const column = async (soql: string, field = 'Id') => (await org.query(soql)).records.map((record) => record[field])
const refusal = async (soql: string) => {
  const { status, body } = await org.api<{ errorCode: string; message: string }[]>(
    'GET',
    `/query?q=${encodeURIComponent(soql)}`,
  )
  return { status, ...body[0] }
}

describe('SELECT', () => {
  it('gives fields under their own names, in the order asked for, whatever case they were asked in', async () => {
    const { records } = await org.query(`select name, id, account.NAME, iswon from opportunity where id = '${DEAL}'`)
    expect(records).toEqual([
      {
        attributes: { type: 'Opportunity', url: `/services/data/v66.0/sobjects/Opportunity/${DEAL}` },
        Name: 'Acme 2027',
        Id: DEAL,
        Account: {
          attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${ACME}` },
          Name: "O'Brien & Söhne",
        },
        IsWon: true,
      },
    ])
    expect(Object.keys(records[0] ?? {})).toEqual(['attributes', 'Name', 'Id', 'Account', 'IsWon'])
  })

  it('follows parents to five levels, and gives null where the way ends', async () => {
    const { records } = await org.query(
      'SELECT Account.Parent.Owner.Name, Account.Owner.Name FROM Opportunity ORDER BY Id',
    )
    expect(records.map((record) => record['Account'])).toMatchObject([
      { Parent: null, Owner: { Name: 'Olivia Ops' } },
      { Parent: { Owner: { Name: 'Olivia Ops' } }, Owner: { Name: 'Ben Blind' } },
      null,
    ])
  })

  it('nests children, and gives null for none', async () => {
    const soql =
      'SELECT Id, (SELECT Product2.Name, TotalPrice FROM OpportunityLineItems ORDER BY SortOrder DESC) FROM Opportunity ORDER BY Id'
    const { records } = await org.query(soql)
    expect(records.map((record) => record['OpportunityLineItems'])).toMatchObject([
      { totalSize: 2, done: true, records: [{ Product2: { Name: 'Seats' }, TotalPrice: 225 }, { TotalPrice: 90 }] },
      null,
      null,
    ])
  })

  it('knows an alias, toLabel, FORMAT and convertCurrency', async () => {
    const soql = `SELECT o.Id, o.Account.Name, toLabel(o.StageName), FORMAT(Amount), convertCurrency(ExpectedRevenue) FROM Opportunity o WHERE o.Id = '${OPEN_DEAL}'`
    expect((await org.query(soql)).records).toMatchObject([
      { Id: OPEN_DEAL, Account: { Name: 'Globex 100%_off' }, StageName: 'POC', Amount: '500', ExpectedRevenue: 200 },
    ])
  })

  it('gives all, standard or custom fields, but no more than 200 rows of all or custom', async () => {
    const { records } = await org.query('SELECT FIELDS(CUSTOM) FROM Account LIMIT 1')
    expect(Object.keys(records[0] ?? {})).toEqual(['attributes', 'Stigg_Customer_ID__c', 'Stigg_Customer_URL__c'])
    expect(await refusal('SELECT FIELDS(ALL) FROM Account')).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
      message: 'The SOQL FIELDS function must have a LIMIT of at most 200',
    })
    expect((await org.query('SELECT FIELDS(STANDARD) FROM Account')).totalSize).toBe(2)
  })

  it('works out what is derived: stage, amount, names of lines', async () => {
    const [deal] = (
      await org.query(
        `SELECT IsClosed, Probability, ForecastCategory, Amount, HasOpportunityLineItem, FiscalYear, Fiscal FROM Opportunity WHERE Id = '${DEAL}'`,
      )
    ).records
    expect(deal).toMatchObject({
      IsClosed: true,
      Probability: 100,
      ForecastCategory: 'Closed',
      Amount: 315,
      HasOpportunityLineItem: true,
      FiscalYear: 2026,
      Fiscal: '2026 4',
    })
    expect(await column('SELECT Name FROM OpportunityLineItem ORDER BY SortOrder', 'Name')).toEqual([
      'Acme 2027 Team Plan',
      'Acme 2027 Seats',
    ])
  })
})

describe('WHERE', () => {
  it.each([
    ["Name = 'ACME 2027'", [DEAL]],
    ["StageName != 'POC'", [DEAL, NO_ACCOUNT]],
    ["Type != 'New Business'", [OPEN_DEAL, NO_ACCOUNT]],
    ['AccountId = null', [NO_ACCOUNT]],
    ['AccountId != null', [DEAL, OPEN_DEAL]],
    [`AccountId = '${ACME.slice(0, 15)}'`, [DEAL]],
    [`AccountId IN ('${ACME}', '${GLOBEX}')`, [DEAL, OPEN_DEAL]],
    [`AccountId NOT IN ('${ACME}')`, [OPEN_DEAL, NO_ACCOUNT]],
    [`Account.ParentId = '${ACME}'`, [OPEN_DEAL]],
    ["Account.Name LIKE '%100\\%\\_off'", [OPEN_DEAL]],
    ["Account.Name = 'o\\'brien & söhne'", [DEAL]],
    ['IsWon = true', [DEAL]],
    ['IsClosed = false', [OPEN_DEAL]],
    ['Amount > 315', [OPEN_DEAL]],
    ['Amount >= 315', [DEAL, OPEN_DEAL]],
    ['Amount < 1000 AND Amount != 500', [DEAL]],
    ['CloseDate = 2026-11-18', [DEAL]],
    ['CloseDate > 2026-11-18', [OPEN_DEAL]],
    ['CloseDate = LAST_N_DAYS:2', [DEAL]],
    ['CloseDate = NEXT_MONTH', [OPEN_DEAL]],
    ['CloseDate < THIS_MONTH', [NO_ACCOUNT]],
    ['CALENDAR_MONTH(CloseDate) = 1', [NO_ACCOUNT]],
    ['SystemModstamp >= 2026-11-19T10:00:00Z', [OPEN_DEAL, NO_ACCOUNT]],
    ['SystemModstamp >= 2026-11-19T12:00:00+02:00', [OPEN_DEAL, NO_ACCOUNT]],
    ['SystemModstamp > 2026-11-19T10:00:00.000Z', [NO_ACCOUNT]],
    ['SystemModstamp = 2026-11-18T16:20:31Z', [DEAL]],
    // Midnight in UTC is the evening before in New York.
    ['SystemModstamp = YESTERDAY', [OPEN_DEAL, NO_ACCOUNT]],
    [
      `(SystemModstamp > 2026-11-18T16:20:31Z) OR (SystemModstamp = 2026-11-18T16:20:31Z AND Id > '${DEAL}')`,
      [OPEN_DEAL, NO_ACCOUNT],
    ],
    [`Id > '${OPEN_DEAL}'`, [NO_ACCOUNT]],
    [`NOT (IsWon = true OR AccountId = null)`, [OPEN_DEAL]],
    ['Id IN (SELECT OpportunityId FROM OpportunityLineItem WHERE Product2.Stigg_ID__c != null)', [DEAL]],
    ['Id NOT IN (SELECT OpportunityId FROM OpportunityLineItem)', [OPEN_DEAL, NO_ACCOUNT]],
    ["AccountId IN (SELECT Id FROM Account WHERE Industry = 'Technology')", [DEAL]],
  ])('%s', async (where, ids) => {
    expect(await column(`SELECT Id FROM Opportunity WHERE ${where} ORDER BY Id`)).toEqual(ids)
  })

  it('counts', async () => {
    expect(await org.query('SELECT COUNT() FROM Opportunity WHERE IsClosed = true')).toEqual({
      totalSize: 2,
      done: true,
      records: [],
    })
  })

  it('keeps to the rows of the running user where the scope says so', async () => {
    expect(await column('SELECT Id FROM Opportunity USING SCOPE mine ORDER BY Id')).toEqual([DEAL, OPEN_DEAL])
  })
})

describe('ORDER BY', () => {
  it.each([
    ['Type', [OPEN_DEAL, NO_ACCOUNT, DEAL]],
    ['Type NULLS LAST, Id DESC', [DEAL, NO_ACCOUNT, OPEN_DEAL]],
    ['Amount DESC NULLS LAST', [OPEN_DEAL, DEAL, NO_ACCOUNT]],
    ['Account.Name, Id', [NO_ACCOUNT, OPEN_DEAL, DEAL]],
    ['SystemModstamp, Id', [DEAL, OPEN_DEAL, NO_ACCOUNT]],
    ['SystemModstamp DESC', [NO_ACCOUNT, OPEN_DEAL, DEAL]],
    ['Id DESC', [NO_ACCOUNT, OPEN_DEAL, DEAL]],
    ['Id LIMIT 1 OFFSET 1', [OPEN_DEAL]],
    ['Name LIMIT 2', [DEAL, OPEN_DEAL]],
  ])('%s', async (order, ids) => {
    expect(await column(`SELECT Id FROM Opportunity ORDER BY ${order}`)).toEqual(ids)
  })
})

describe('GROUP BY', () => {
  it('counts and sums by group, under aliases or expr0, expr1 …', async () => {
    const soql =
      'SELECT IsWon won, COUNT(Id), SUM(Amount) total, MAX(CloseDate) FROM Opportunity GROUP BY IsWon ORDER BY COUNT(Id)'
    expect((await org.query(soql)).records).toEqual([
      { attributes: { type: 'AggregateResult' }, won: true, expr0: 1, total: 315, expr1: '2026-11-18' },
      { attributes: { type: 'AggregateResult' }, won: false, expr0: 2, total: 500, expr1: '2026-12-24' },
    ])
  })

  it('groups by parents and parts of dates, and keeps groups that HAVING lets by', async () => {
    const soql =
      'SELECT Account.Name, CALENDAR_YEAR(CloseDate) y, COUNT(Id) n FROM Opportunity GROUP BY Account.Name, CALENDAR_YEAR(CloseDate) HAVING COUNT(Id) >= 1 AND Account.Name != null ORDER BY Account.Name'
    expect((await org.query(soql)).records).toMatchObject([
      { Name: 'Globex 100%_off', y: 2026, n: 1 },
      { Name: "O'Brien & Söhne", y: 2026, n: 1 },
    ])
  })

  it('aggregates the whole where nothing is grouped', async () => {
    const soql = 'SELECT COUNT(AccountId), COUNT_DISTINCT(StageName), AVG(Amount), MIN(Name) FROM Opportunity'
    expect((await org.query(soql)).records).toMatchObject([{ expr0: 2, expr1: 3, expr2: 407.5, expr3: 'Acme 2027' }])
  })
})

describe('refusals', () => {
  it.each([
    ['SELECT Id FORM Account', 'MALFORMED_QUERY', "unexpected token: 'FORM'"],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
    ["SELECT Id FROM Account WHERE Name = 'x\\q'", 'MALFORMED_QUERY', 'Illegal character sequence'],
    ['SELECT Id FROM Account WHERE Name = :name', 'MALFORMED_QUERY', "unexpected token: ':'"],
    ['SELECT Id, Name n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
    ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
    ['SELECT Id FROM Nothing__c', 'INVALID_TYPE', "sObject type 'Nothing__c' is not supported."],
    [
      'SELECT Id, (SELECT Id FROM Nothings) FROM Account',
      'INVALID_TYPE',
      "Didn't understand relationship 'Nothings' in FROM part of query call.",
    ],
    ['SELECT Id, Id FROM Account', 'INVALID_FIELD', 'duplicate field selected: Id'],
    ["SELECT Id FROM Account WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
    [
      "SELECT Id FROM Account WHERE Description = 'x'",
      'INVALID_FIELD',
      "field 'Description' can not be filtered in a query call",
    ],
    [
      'SELECT Id FROM Opportunity WHERE SystemModstamp > 2026-11-01',
      'INVALID_FIELD',
      "value of filter criterion for field 'SystemModstamp' must be of type dateTime",
    ],
    [
      'SELECT Id FROM Opportunity WHERE CloseDate > 2026-11-01T00:00:00Z',
      'INVALID_FIELD',
      "value of filter criterion for field 'CloseDate' must be of type date",
    ],
    [
      "SELECT Id FROM Opportunity WHERE IsWon = 'true'",
      'INVALID_FIELD',
      'must be of type boolean and should not be enclosed in quotes',
    ],
    [
      'SELECT Id FROM Opportunity WHERE Name = 5',
      'INVALID_FIELD',
      'must be of type string and should be enclosed in quotes',
    ],
    [
      'SELECT Id FROM Opportunity ORDER BY Name LIMIT 1 OFFSET 2001',
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Maximum SOQL offset allowed is 2000',
    ],
  ])('%s', async (soql, errorCode, message) => {
    const refused = await refusal(soql)
    expect(refused).toMatchObject({ status: 400, errorCode })
    expect(refused.message).toContain(message)
  })

  it('points at a column that does not exist', async () => {
    expect((await refusal('SELECT Foo FROM Account')).message).toBe(
      "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
    )
    const refused = await refusal('SELECT Id FROM Account WHERE Foo.Name = null')
    expect(refused).toMatchObject({ errorCode: 'INVALID_FIELD' })
    expect(refused.message).toContain("ERROR at Row:1:Column:30\nDidn't understand relationship 'Foo' in field path.")
  })

  it('hides Stigg fields from a person without field-level security', async () => {
    const token = await org.signIn('blind@northwind.example')
    const { status, body } = await org.api<{ errorCode: string }[]>(
      'GET',
      '/query?q=SELECT+Stigg_Customer_ID__c+FROM+Account',
      undefined,
      { Authorization: `Bearer ${token}` },
    )
    expect([status, body[0]?.errorCode]).toEqual([400, 'INVALID_FIELD'])
  })
})
