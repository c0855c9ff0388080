import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { pageHeaders } from './page-policy.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** The path of a file below the page's folder, or null for a path that has no business there. */
function within(root: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null // Not a path at all: a lone percent sign, say.
  }
  if (/[\0\\]/.test(decoded)) return null
  const parts = decoded.split('/').filter((part) => part !== '')
  if (parts.some((part) => part.startsWith('.'))) return null
  const file = path.join(root, ...parts)
  return file === root || file.startsWith(root + path.sep) ? file : null
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return Uint8Array.from(await readFile(file))
  } catch {
    return null // Absent, or a folder: either way there is nothing to serve.
  }
}

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' } })

/**
 * Answer a request for a part of the page.
 * A path that does not end as a file of the page does is one of its own places, such as "/help/plan.archived", and gets
 * index.html. Files under assets/ are named after
 * their content and may be kept for ever; the rest is asked for anew each time.
 * @param root absolute path of the built page
 */
export async function servePage(root: string, pathname: string): Promise<Response> {
  const asked = within(root, pathname)
  if (asked === null) return plain(400, 'That is not a path of this app.')
  const isFile = Object.hasOwn(types, path.extname(asked))
  const file = isFile ? asked : path.join(root, 'index.html')
  const content = await read(file)
  if (content === null) {
    return !isFile
      ? plain(503, 'The page has not been built yet. Run "npm run build", then reload.')
      : plain(404, 'There is no such file.')
  }
  const immutable = file.startsWith(path.join(root, 'assets') + path.sep)
  return new Response(content, {
    headers: {
      ...pageHeaders,
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}
