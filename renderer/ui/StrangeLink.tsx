import type { ReactNode } from 'react'

import { shownName } from '#shared/domain/shown-name'

import { OutLink } from './OutLink.tsx'

/**
 * A link to an address that an answer of a service named, such as an invoice: nobody here chose its host, so it stands
 * there to be read before it is followed. What is no plain https address is no link.
 */
export function StrangeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const url = URL.parse(href)
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === ''
  if (!isPlain) {
    return (
      <span>
        {children}: <code>{shownName(href)}</code>
      </span>
    )
  }
  return (
    <OutLink href={url.href}>
      {children} at {url.host}
    </OutLink>
  )
}
