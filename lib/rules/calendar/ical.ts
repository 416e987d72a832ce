/** A line of a calendar before it is folded: its name with parameters, and its value as RFC 5545 wants it. */
export type CalendarLine = readonly [name: string, value: string]

/** The PRODID of all our calendars. */
export const calendarProduct = '-//Allclear//Allclear//EN'

/** The most octets of a line (RFC 5545, 3.1). */
const mostOctets = 75

/** A calendar as it is sent: lines of at most 75 octets, each with CRLF at its end. No sign is cut in two. */
export function writeCalendar(lines: readonly CalendarLine[]): string {
  return foldCalendar(unfoldedCalendar(lines))
}

/** A calendar with each line whole and a line feed at its end, to be filled in before it is folded. */
export function unfoldedCalendar(lines: readonly CalendarLine[]): string {
  return lines.map(([name, value]) => `${name}:${value}\n`).join('')
}

/** The same as it is sent. */
export function foldCalendar(unfolded: string): string {
  return unfolded
    .split('\n')
    .map(line => (line === '' ? '' : `${folded(line)}\r\n`))
    .join('')
}

/** A text as a value (RFC 5545, 3.3.11). Other control characters have no place in it. */
export function calendarText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[\\;,]/g, sign => `\\${sign}`)
    .replace(/\n/g, '\\n')
}

/** A text as a parameter in quotes (RFC 6868), where lines and quotes have signs of their own. */
export function calendarParameter(text: string): string {
  const signs: Record<string, string> = { '^': '^^', '\n': '^n', '"': "^'" }
  const plain = text.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '')
  return `"${plain.replace(/[\^\n"]/g, sign => signs[sign] ?? '')}"`
}

/** "20130219T100400Z" */
export function calendarTime(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, '')
}

function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const size = octetsOf(sign)
    if (octets + size > mostOctets) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += sign
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** In UTF-8. */
function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
