import { useEffect, useRef, type RefObject } from 'react'

/** Takes the focus to what stands here first, each time that its place comes into being. */
export function useFocusOnMount<T extends HTMLElement>(): RefObject<T | null> {
  const first = useRef<T>(null)
  useEffect(() => first.current?.focus(), [])
  return first
}
