import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { servePage } from '#hosts/composition/page-files'
import { aPage } from '#test/electron/hosts/browser/open-server'

let root = ''
beforeAll(async () => {
  root = await aPage()
  await writeFile(`${root}-secret.txt`, 'not for the page')
})
afterAll(async () => {
  await rm(root, { recursive: true })
  await rm(`${root}-secret.txt`)
})

describe('the files of the page', () => {
  it('answers a place of the window with index.html', async () => {
    for (const place of ['/', '/inbox', '/inbox/0065g00000XyZAbQAB', '/runs/', '/help/plan.archived']) {
      expect((await servePage(root, place)).status, place).toBe(200)
    }
  })

  it('never leaves its folder, whatever the path', async () => {
    const outside = path.basename(`${root}-secret.txt`)
    const paths = [
      `/../${outside}`,
      `/%2e%2e/${outside}`,
      `/..%2f${outside}`,
      `/assets/..%2f..%2f${outside}`,
      `/..%5c${outside}`,
      '/.hidden',
      '/assets/%00.js',
      '/%',
      '//etc/passwd.txt',
    ]
    for (const place of paths) {
      const answer = await servePage(root, place)
      expect(answer.status, place).toBeGreaterThanOrEqual(400)
      expect(await answer.text(), place).not.toContain('not for the page')
    }
  })

  it('answers 404 for a file that is not there, rather than a page that is no script', async () => {
    expect((await servePage(root, '/assets/gone-123.js')).status).toBe(404)
  })

  it('says what to do while nothing has been built', async () => {
    const empty = await mkdtemp(path.join(os.tmpdir(), 'companion-empty-'))
    const answer = await servePage(empty, '/')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    await rm(empty, { recursive: true })
  })
})
