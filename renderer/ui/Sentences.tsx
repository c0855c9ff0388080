/** Sentences one below the other; nothing where there are none. */
export const Sentences = (props: { readonly of: readonly string[]; readonly className?: string | undefined }) =>
  props.of.length === 0 ? null : (
    <ul className={props.className}>
      {props.of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
