import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '../..')

export interface Chromium {
  readonly executablePath: string
  readonly env: Record<string, string>
}

const installed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((variable) =>
    path.join(process.env[variable] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** Run `work` with some variables set, and put them back: the package below reads its wishes from the environment. */
async function withVariables<T>(variables: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  try {
    return await work()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
}

/**
 * The Chromium that `npm ci` brought along, unpacked into a folder of its version. It is made for a bare machine, and told
 * here that it is on one, so that it unpacks its own libraries and fonts; no system package is needed.
 */
async function packagedChromium(): Promise<Chromium> {
  const manifest = z
    .object({ devDependencies: z.object({ '@sparticuz/chromium': z.string() }) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  const folder = path.join(root, 'node_modules/.cache/chromium', manifest.devDependencies['@sparticuz/chromium'])
  const fonts = path.join(folder, 'fontconfig')
  mkdirSync(fonts, { recursive: true })
  // Its own fonts.conf names a folder that it does not unpack to here, and without any font Chromium does not start.
  const dirs = `<dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir>`
  const head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
  writeFileSync(path.join(fonts, 'fonts.conf'), `${head}<fontconfig>${dirs}</fontconfig>`)

  const wishes = { TMPDIR: folder, FONTCONFIG_PATH: fonts, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  const executablePath = await withVariables(wishes, async () => {
    const { default: chromium } = await import('@sparticuz/chromium')
    return chromium.executablePath()
  })
  const libraries = path.join(folder, 'al2023/lib')
  return { executablePath, env: { ...environment(), FONTCONFIG_PATH: fonts, LD_LIBRARY_PATH: libraries } }
}

/** Which Chromium to drive: $CHROMIUM (a path, or "npm"), else the system's own, else the one that an npm package ships. */
export async function findChromium(): Promise<Chromium> {
  const asked = process.env['CHROMIUM']
  const candidates = asked === undefined ? (installed[process.platform] ?? []) : asked === 'npm' ? [] : [asked]
  const executablePath = candidates.find((file) => existsSync(file))
  if (executablePath !== undefined) return { executablePath, env: environment() }
  if (asked !== undefined && asked !== 'npm') throw new Error(`There is no browser at ${asked} ($CHROMIUM)`)
  if (process.platform !== 'linux') throw new Error('Install Chrome, or name a browser in $CHROMIUM')
  return packagedChromium()
}
