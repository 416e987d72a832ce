/** Takes half an escape off the end. */
export function cut(raw: string): string {
  const whole = raw.replace(/\\u[0-9a-f]{0,3}$/i, match =>
    isEscaped(raw, raw.length - match.length) ? match : '',
  )
  return isEscaped(whole, whole.length) ? whole.slice(0, -1) : whole
}

/** Whether the character at this place is escaped: behind an odd number of backslashes. */
function isEscaped(raw: string, place: number): boolean {
  let at = place
  while (raw[at - 1] === '\\') at -= 1
  return (place - at) % 2 === 1
}
