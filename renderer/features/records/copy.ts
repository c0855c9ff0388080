/**
 * Put a text on the clipboard, beside it the same as HTML where there is any; as plain text alone where the browser
 * takes no more. @returns whether it is there
 */
export async function copyText(plain: string, html?: string): Promise<boolean> {
  try {
    if (html === undefined) await navigator.clipboard.writeText(plain)
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain, 'text/html': html })])
    return true
  } catch {
    // No clipboard here, or none that takes HTML.
    return html !== undefined && copyText(plain)
  }
}
