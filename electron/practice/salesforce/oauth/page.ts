const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

/** Markup that may stand in a page as it is. */
export interface Html {
  readonly html: string
}

/** Markup with everything that is put into it escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const shown = (value: string | Html | readonly Html[]): string =>
    typeof value === 'string' ? escapeHtml(value) : 'html' in value ? value.html : value.map(shown).join('')
  return { html: parts.map((part, n) => part + (n < values.length ? shown(values[n] ?? '') : '')).join('') }
}

const STYLE = `
:root{color-scheme:light dark;--ink:#181818;--soft:#5c5c5c;--paper:#fff;--back:#f3f3f3;--line:#c9c9c9;--accent:#0b5cab}
@media (prefers-color-scheme:dark){:root{--ink:#f3f3f3;--soft:#b5b5b5;--paper:#232323;--back:#161616;--line:#4a4a4a;--accent:#78b0fd}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:8vh auto;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:2rem}
main.wide{max-width:52rem}h1{font-size:1.4rem;margin:0 0 .5rem}p{margin:.5rem 0}.soft{color:var(--soft)}
fieldset{border:1px solid var(--line);border-radius:6px;margin:1.25rem 0;padding:.75rem 1rem}legend{font-weight:600;padding:0 .25rem}
label{display:flex;gap:.6rem;align-items:baseline;padding:.35rem 0}a{color:var(--accent)}
button{font:inherit;padding:.55rem 1.4rem;border-radius:6px;border:1px solid var(--accent);background:var(--paper);color:var(--accent);cursor:pointer}
button.main{background:var(--accent);color:var(--paper)}button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.row{display:flex;gap:.75rem;flex-wrap:wrap}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{width:14rem;color:var(--soft);font-weight:500}.badge{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .7rem;font-size:.85rem}`

/** A whole page. Nothing outside it is loaded, and no script runs in it. */
export function page(title: string, body: Html, options: { wide?: boolean } = {}): string {
  const main = html`<main class="${options.wide ? 'wide' : ''}">${body}</main>`
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${main.html}</body></html>`
}

/** @param formTargets origins that a form may end up at; a browser holds a form's redirects to this list too */
export const pageHeaders = (formTargets = ''): Record<string, string> => ({
  'Content-Type': 'text/html;charset=UTF-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${formTargets}; frame-ancestors 'none'; base-uri 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
})
