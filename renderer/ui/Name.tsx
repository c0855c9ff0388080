import type { ComponentProps } from 'react'

import { shownName } from '#shared/domain/shown-name'

/**
 * A name that somebody chose in one of the services: laid out by its own direction, and with what nobody would see in it
 * shown by its number, so that no name looks like another.
 */
export function Name({
  children,
  title,
  ...rest
}: Omit<ComponentProps<'bdi'>, 'children'> & { readonly children: string | null | undefined }) {
  return (
    <bdi {...rest} {...(title === undefined ? {} : { title: shownName(title) })}>
      {children == null ? children : shownName(children)}
    </bdi>
  )
}
