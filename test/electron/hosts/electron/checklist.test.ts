import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../../..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const folder = 'electron/hosts/electron'
const sources = readdirSync(path.join(root, folder)).map((name) => ({ name, text: read(`${folder}/${name}`) }))
const all = sources.map(({ text }) => text).join('\n')

/** The rows of Electron's checklist as our document has them. */
const rows = read('docs/electron-checklist.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number = '']) => /^\d+$/.test(number))
  .map(([, number = '', item = '', , test = '']) => ({ number: Number(number), item, test }))

describe('the security checklist', () => {
  it('is complete: each of the twenty items once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it.each(rows.filter(({ number }) => number !== 19))(
    'names a test that is there for item $number, $item',
    ({ test }) => {
      const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? []
      expect(existsSync(path.join(root, file)), test).toBe(true)
      expect(read(file).replaceAll("\\'", "'"), test).toContain(name)
    },
  )

  it('the source asks Electron for nothing that weakens it', () => {
    const weakening = [
      /enableBlinkFeatures|disableBlinkFeatures/,
      /\bnodeIntegration\w*: true/,
      /\b(sandbox|contextIsolation|webSecurity): false/,
      /\b(webviewTag|allowRunningInsecureContent|experimentalFeatures|navigateOnDragDrop): true/,
      /allowpopups/i,
      /bypassCSP|supportFetchAPI: false|corsEnabled/,
      /contextBridge/,
      /setCertificateVerifyProc|certificate-error|ignore-certificate-errors|commandLine\.append/,
      // To look whether it was asked for is to refuse it.
      /disableHardwareAcceleration|(?<!hasSwitch\('|--)no-sandbox/,
      /loadFile\(|file:\/\/(?!\/\*)/,
      /executeJavaScript|insertCSS/,
    ]
    for (const { name, text } of sources) {
      for (const found of weakening) expect(text, `${name}: ${String(found)}`).not.toMatch(found)
    }
  })

  it('every window is made in one place, and every message taken in one', () => {
    expect(sources.filter(({ text }) => text.includes('new BrowserWindow(')).map(({ name }) => name)).toEqual([
      'window.ts',
    ])
    expect(all).not.toMatch(/new (BrowserView|WebContentsView|BaseWindow)\(/)
    expect([...all.matchAll(/ipcMain\.\w+\('([^']+)'/g)].map(([, channel]) => channel)).toEqual(['companion:connect'])
    expect([...all.matchAll(/shell\.(\w+)/g)].map(([, call]) => call)).toEqual(['openExternal'])
  })

  it('Electron is pinned to one version', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({
      devDependencies: { electron: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    })
  })
})
