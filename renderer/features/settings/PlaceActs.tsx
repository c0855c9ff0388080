import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'

/** What the copy of something with a name of at most 80 characters is called. */
export const copyName = (name: string): string => `${name.slice(0, 73)} (copy)`

/** What is done to one of a list whose order matters: moved up and down, duplicated, deleted. */
export function PlaceActs<T>(props: {
  readonly items: readonly T[]
  readonly index: number
  readonly name: string
  /** What moving it up, and down, comes to. */
  readonly moves: readonly [up: string, down: string]
  readonly copyOf: (item: T) => T
  readonly onChange: (items: T[]) => void
}) {
  const { items, index, name } = props
  const last = items.length - 1
  /** Swap the one at a place with the one above it. */
  const up = (from: number): void => {
    const pair = items.slice(from - 1, from + 1)
    if (pair.length === 2) props.onChange(items.toSpliced(from - 1, 2, ...pair.toReversed()))
  }
  return (
    <>
      <Tooltip label={props.moves[0]}>
        <ActionIcon variant="subtle" aria-label={`Move ${name} up`} disabled={index === 0} onClick={() => up(index)}>
          <IconArrowUp size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={props.moves[1]}>
        <ActionIcon
          variant="subtle"
          aria-label={`Move ${name} down`}
          disabled={index === last}
          onClick={() => up(index + 1)}
        >
          <IconArrowDown size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Duplicate">
        <ActionIcon
          variant="subtle"
          aria-label={`Duplicate ${name}`}
          onClick={() => {
            const copies = items.slice(index, index + 1).map(props.copyOf)
            props.onChange(items.toSpliced(index + 1, 0, ...copies))
          }}
        >
          <IconCopy size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Delete ${name}`}
          onClick={() => props.onChange(items.toSpliced(index, 1))}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}
