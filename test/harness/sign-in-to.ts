import type { Companion } from '#shared/contract/index'

import { drain } from './host-process.ts'
import type { PracticeProcess } from './practice-process.ts'

/** Sign in as the person would: the page that the companion asks to open is consented to. */
export async function signInTo(companion: Companion, { username }: PracticeProcess): Promise<void> {
  const stream = await companion.workspace.signIn()
  const first = await stream.next()
  if (first.done) throw new Error('The sign-in ended before it began')
  await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': username } })
  await drain(stream)
}
