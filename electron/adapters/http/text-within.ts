/**
 * The body of an answer as text. What is longer than it may be is not read to its end: neither service sends so much, and
 * memory is not theirs to use up.
 * @param most in bytes, as they are after decompression
 * @returns null where it is longer
 */
export async function textWithin(response: Response, most: number): Promise<string | null> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel()
    return null
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
