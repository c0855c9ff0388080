const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * An ISO 8601 date or date-time as UTC with milliseconds, or null for anything else. One without an offset is read as
 * UTC, wherever this runs. Source: Stigg REST API, "Overview", dates.
 */
export function instantOf(text: string): string | null {
  const [, day, time, offset] = iso.exec(text) ?? []
  if (day === undefined) return null
  const at = new Date(`${day}T${time ?? '00:00'}${offset?.toUpperCase() ?? 'Z'}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
