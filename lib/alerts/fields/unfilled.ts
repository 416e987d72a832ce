import { plainLine } from './text.ts'

/**
 * Variables that a tool or a shell has left as they were written: $HOSTNAME, ${host}, $HOSTNAME$, {HOST.NAME}, {{ host }}, %h,
 * %HOSTNAME%, *monitorID*, [ENDPOINT_NAME], <host>; and the words by which a program says that it has none.
 */
const variable =
  /^(?:\$\{[^{}]{1,80}\}|\$[A-Za-z_]\w{0,80}(?:\[[^\]]{0,80}\])?\$?|\$[a-z_]+(?:\.[a-z_]+){1,4}\$|\$\([^()]{1,80}\)|\{\{?[^{}]{1,80}\}\}?|%[A-Za-z]|%[A-Za-z_]\w{0,80}%|%\{[^{}]{1,80}\}|\*[A-Za-z]\w{0,80}\*|\[[A-Z_]{2,80}\]|<[A-Za-z][\w .-]{0,80}>|\*UNKNOWN\*)$/
const nothing = /^(?:null|undefined|none|nil|n\/a|\(none\)|\(null\)|unknown)$/i

const mostVariable = 200

/** Whether a value only says that nobody has put one in. */
export function isUnfilled(value: unknown): boolean {
  if (typeof value === 'string' && value.length > mostVariable) return false
  const text = plainLine(value)
  return variable.test(text) || nothing.test(text)
}

/** The text of a value; '' where it was not filled in. */
export function filledIn(value: unknown): string {
  return isUnfilled(value) ? '' : plainLine(value)
}
