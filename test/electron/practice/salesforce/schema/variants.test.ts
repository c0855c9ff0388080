import { describe, expect, it } from 'vitest'
import { ACME, aPracticeOrg } from '../practice-org.ts'

interface Described {
  readonly fields: readonly { readonly name: string; readonly label: string }[]
}

describe('another org', () => {
  it('may have its fields under a namespace, translated, and with rivals', async () => {
    await using org = await aPracticeOrg({
      variants: {
        names: { Stigg_Customer_ID__c: 'stigg__Customer_ID__c' },
        labels: { Stigg_Customer_ID__c: 'Stigg-Kunden-ID' },
        extra: [{ object: 'Account', name: 'Stigg_Customer_Id_Old__c', label: 'Stigg Customer ID', type: 'string' }],
      },
    })
    const { body } = await org.api<Described>('GET', '/sobjects/Account/describe')
    const stigg = body.fields.filter(({ name }) => /stigg/i.test(name)).map(({ name, label }) => [name, label])
    expect(stigg).toEqual([
      ['stigg__Customer_ID__c', 'Stigg-Kunden-ID'],
      ['Stigg_Customer_URL__c', 'Stigg Customer URL'],
      ['Stigg_Customer_Id_Old__c', 'Stigg Customer ID'],
    ])
    const soql = "SELECT Id FROM Account WHERE stigg__Customer_ID__c = 'customer-acme'"
    expect((await org.query(soql)).records).toMatchObject([{ Id: ACME }])
    expect((await org.api('PATCH', `/sobjects/Account/${ACME}`, { stigg__Customer_ID__c: 'new' })).status).toBe(204)
    expect((await org.query(soql)).totalSize).toBe(0)
    expect((await org.api('PATCH', `/sobjects/Account/${ACME}`, { Stigg_Customer_ID__c: 'x' })).status).toBe(400)
  })

  it('may be without CPQ', async () => {
    await using org = await aPracticeOrg({ variants: { cpq: false } })
    expect((await org.api('GET', '/sobjects/SBQQ__Quote__c/describe')).status).toBe(404)
    const { body } = await org.api<Described>('GET', '/sobjects/Opportunity/describe')
    expect(body.fields.filter(({ name }) => name.startsWith('SBQQ__'))).toEqual([])
    await expect(org.query('SELECT Id FROM SBQQ__QuoteLine__c')).rejects.toThrow('INVALID_TYPE')
  })
})
