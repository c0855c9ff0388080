import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { projects } from '#test/suites'
import config from '#test/vitest.config'

const Config = z.object({ test: z.object({ projects: z.array(z.object({ test: z.object({ name: z.string() }) })) }) })

describe('the suites', () => {
  it('of npm test run every project of the tests, each once', () => {
    const known = Config.parse(config).test.projects.map(({ test }) => test.name)
    expect(Object.values(projects).flat().sort()).toEqual(known.sort())
  })
})
