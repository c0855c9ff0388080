import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { advisoriesIn, Exceptions, judge, type Advisory } from '#packaging/advisories'

const via = (vary: object = {}) => ({
  source: 1,
  name: 'left-pad',
  dependency: 'left-pad',
  title: 'Pads on the wrong side',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  severity: 'high',
  cwe: [],
  cvss: { score: 7.5, vectorString: null },
  range: '<1.3.0',
  ...vary,
})

/** As npm 11 prints it. */
const report = (...vias: (string | object)[]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      'left-pad': {
        name: 'left-pad',
        severity: 'high',
        isDirect: true,
        via: vias,
        effects: [],
        range: '<1.3.0',
        nodes: [],
        fixAvailable: true,
      },
      right: {
        name: 'right',
        severity: 'high',
        isDirect: true,
        via: ['left-pad'],
        effects: [],
        range: '*',
        nodes: [],
        fixAvailable: false,
      },
    },
    metadata: { vulnerabilities: { high: 2, total: 2 } },
  })

const advisory: Advisory = {
  id: 'GHSA-aaaa-bbbb-cccc',
  package: 'left-pad',
  title: 'Pads on the wrong side',
  severity: 'high',
  range: '<1.3.0',
}

describe('advisoriesIn', () => {
  it('names each advisory once, however many packages it reaches', () => {
    expect(advisoriesIn(report(via(), via()))).toEqual({ advisories: [advisory] })
  })

  it('takes critical ones, and leaves out what is less than high', () => {
    const text = report(
      via({ severity: 'critical' }),
      via({ severity: 'moderate', url: 'https://x/GHSA-1111-2222-3333' }),
    )
    expect(advisoriesIn(text)).toEqual({ advisories: [{ ...advisory, severity: 'critical' }] })
  })

  it('names an advisory by its address where that holds no name', () => {
    const url = 'https://npmjs.example/advisories/1234'
    expect(advisoriesIn(report(via({ url })))).toMatchObject({ advisories: [{ id: url }] })
  })

  it('finds nothing in a clean answer', () => {
    expect(advisoriesIn('{"auditReportVersion":2,"vulnerabilities":{},"metadata":{}}')).toEqual({ advisories: [] })
  })

  it.each([
    [
      'a registry that refuses the question',
      '{"message":"405 Method Not Allowed - POST /bulk","statusCode":405,"body":"","error":{"summary":"","detail":""}}',
      '405 Method Not Allowed - POST /bulk',
    ],
    ['no way there', '{"error":{"code":"ECONNREFUSED","summary":"connect refused","detail":""}}', 'connect refused'],
    ['a code alone', '{"error":{"code":"ENOLOCK"}}', 'ENOLOCK'],
    ['no JSON', 'npm error audit endpoint returned an error', 'npm gave no answer that can be read'],
    ['nothing', '', 'npm gave no answer that can be read'],
    [
      'a report of another version',
      '{"auditReportVersion":3,"vulnerabilities":{}}',
      'npm gave no answer that can be read',
    ],
  ])('says why there is no answer: %s', (_title, text, why) => {
    expect(advisoriesIn(text)).toEqual({ notRun: why })
  })
})

const today = '2026-11-21'
const exception = {
  id: advisory.id,
  package: 'left-pad',
  why: 'It is used in tests alone, on texts that the tests themselves hold.',
  until: '2027-01-31',
}

describe('judge', () => {
  it('leaves open what nobody argued for', () => {
    expect(judge({ advisories: [advisory] }, [], today)).toEqual({ open: [advisory], excepted: [], problems: [] })
  })

  it('takes an exception that holds, through its last day', () => {
    const accepted = { open: [], excepted: [advisory], problems: [] }
    expect(judge({ advisories: [advisory] }, [exception], today)).toEqual(accepted)
    expect(judge({ advisories: [advisory] }, [exception], exception.until)).toEqual(accepted)
  })

  it('takes no exception that ran out, and says so', () => {
    expect(judge({ advisories: [advisory] }, [exception], '2027-02-01')).toEqual({
      open: [advisory],
      excepted: [],
      problems: ['The exception GHSA-aaaa-bbbb-cccc (left-pad) ran out on 2027-01-31.'],
    })
  })

  it.each([
    ['is not needed', [exception], [], 'is not needed any more: take it out.'],
    ['is for another package', [{ ...exception, package: 'right' }], [advisory], 'is not needed any more'],
    ['reaches too far', [{ ...exception, until: '2028-01-01' }], [advisory], 'reaches further than 180 days.'],
    ['stands there twice', [exception, exception], [advisory], 'stands there twice.'],
  ])('says of an exception that it %s', (_title, exceptions, advisories, sentence) => {
    expect(judge({ advisories }, exceptions, today).problems).toEqual([expect.stringContaining(sentence)])
  })

  it('cannot tell what is needed where there is no answer, but what ran out', () => {
    expect(judge({ notRun: 'offline' }, [exception], today).problems).toEqual([])
    expect(judge({ notRun: 'offline' }, [exception], '2027-02-01').problems).toHaveLength(1)
  })
})

describe('the exceptions of this project', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../packaging/audit-exceptions.json'), 'utf8')

  it('are each argued, until a day', () => {
    expect(Exceptions.safeParse(JSON.parse(text)).success).toBe(true)
  })

  it.each([
    ['no argument', { ...exception, why: 'fine' }],
    ['no day', { id: exception.id, package: exception.package, why: exception.why }],
    ['a day that is none', { ...exception, until: 'soon' }],
    ['no name of an advisory', { ...exception, id: 'left-pad' }],
  ])('would not be taken with %s', (_title, one) => {
    expect(Exceptions.safeParse([one]).success).toBe(false)
  })
})
