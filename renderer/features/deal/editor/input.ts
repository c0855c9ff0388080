import details from '../Details.module.css'

/** How every input of the editor looks. */
export const input = { classNames: { input: details.input ?? '' }, size: 'xs' as const }
