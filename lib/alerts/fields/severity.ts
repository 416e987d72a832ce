import type { Severity } from '#lib/rules/alerts/alert.ts'
import { plainLine } from './text.ts'

const list = (text: string): readonly string[] => text.split(' ')

const words: Record<Severity, readonly string[]> = {
  critical: list(
    'critical crit page error err emergency emerg alert fatal disaster high major severe blocker p0 p1 p2 sev0 sev1 sev2 s1 s2',
  ),
  warning: list('warning warn average minor medium moderate unknown p3 sev3 s3'),
  info: list('info information informational none notice low debug ok p4 p5 sev4 sev5 s4 s5'),
}

/** The severity that a tool's own word means; what is unknown or missing is a warning. */
export function severityOf(value: unknown): Severity {
  const word = plainLine(value)
    .toLowerCase()
    .replace(/^(p|sev|s)[- ](\d)$/, '$1$2')
  if (words.critical.includes(word)) return 'critical'
  return words.info.includes(word) ? 'info' : 'warning'
}
