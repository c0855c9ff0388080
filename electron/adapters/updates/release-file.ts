import { Release } from '#shared/domain/update'

/** Where this copy of the app runs, as Node names it. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/**
 * Name of the file that says which version is the newest for a machine.
 * Source: electron-builder 26, publish/updateInfoBuilder, `getUpdateInfoFileName`.
 */
export function releaseFileFor({ platform, arch }: Machine): string {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}

/** A YAML scalar that stands on one line. */
function scalar(text: string): string {
  const value = text.trim()
  const [first] = value
  if (value.length >= 2 && first === "'" && value.endsWith("'")) return value.slice(1, -1).replaceAll("''", "'")
  if (value.length >= 2 && first === '"' && value.endsWith('"')) {
    try {
      const parsed: unknown = JSON.parse(value)
      return typeof parsed === 'string' ? parsed : value
    } catch {
      return value // An escape of YAML's own: it is shown as it is written.
    }
  }
  return value
}

/** The lines of a block below a key, less their indent. */
function blockAfter(lines: readonly string[], at: number): string {
  const block: string[] = []
  for (const line of lines.slice(at + 1)) {
    if (line.trim() !== '' && !line.startsWith(' ')) break
    block.push(line)
  }
  const indents = block.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const indent = Math.min(...indents, 80)
  return block
    .map((line) => line.slice(indent))
    .join('\n')
    .trim()
}

/**
 * The little of YAML that electron-builder writes: keys at the left edge whose value is one line or a block of text, and the
 * addresses in the list of files. What is anything else is passed over.
 */
export function readReleaseText(text: string): {
  readonly values: ReadonlyMap<string, string>
  readonly files: readonly string[]
} {
  const lines = text.split(/\r?\n/)
  const values = new Map<string, string>()
  const files: string[] = []
  for (const [index, line] of lines.entries()) {
    const file = /^\s+-\s+url:\s*(\S.*)$/.exec(line)
    if (file?.[1] !== undefined) files.push(scalar(file[1]))
    const entry = /^([A-Za-z]\w*):(?:\s+(.*))?$/.exec(line)
    if (entry?.[1] === undefined) continue
    const value = entry[2] ?? ''
    values.set(entry[1], /^[|>][+-]?\d?$/.test(value.trim()) ? blockAfter(lines, index) : scalar(value))
  }
  return { values, files }
}

const installers: Partial<Record<NodeJS.Platform, string>> = { win32: '.exe', darwin: '.dmg', linux: '.AppImage' }

/** The file that a person would install here, of those that a release is made of. */
function fileFor({ platform, arch }: Machine, files: readonly string[], usual: string | undefined): string | undefined {
  const fitting = files.filter((file) => file.endsWith(installers[platform] ?? ''))
  return fitting.find((file) => file.includes(`-${arch}.`)) ?? fitting[0] ?? usual
}

/**
 * The release that a feed's file names; null where it names none, or where its files lie on another origin than the feed.
 * @param feed the folder that the file was read from; ends with a slash
 */
export function releaseIn(text: string, feed: URL, machine: Machine): Release | null {
  const { values, files } = readReleaseText(text)
  const file = fileFor(machine, files, values.get('path'))
  const url = file === undefined || file === '' ? null : URL.parse(file, feed.href)
  if (url === null || url.origin !== feed.origin || url.username !== '' || url.password !== '') return null
  const parsed = Release.safeParse({
    version: values.get('version'),
    url: url.href,
    notes: values.get('releaseNotes') ?? '',
  })
  return parsed.success ? parsed.data : null
}
