/** A plain decimal; null where none was typed. */
export const amountOf = (value: unknown): string | null => (/^\d+(\.\d+)?$/.test(String(value)) ? String(value) : null)
