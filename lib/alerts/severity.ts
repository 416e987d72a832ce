import type { Severity } from '#lib/rules/alert.ts'
import { plainLine } from './text.ts'

const words: Record<Severity, readonly string[]> = {
  critical: [
    'critical',
    'crit',
    'page',
    'error',
    'err',
    'emergency',
    'alert',
    'fatal',
    'disaster',
    'high',
    'major',
  ],
  warning: ['warning', 'warn', 'average', 'minor', 'medium', 'moderate', 'unknown'],
  info: ['info', 'information', 'informational', 'none', 'notice', 'low', 'debug', 'ok'],
}

/** The severity that a tool's own word means; what is unknown or missing is a warning. */
export function severityOf(value: unknown): Severity {
  const word = plainLine(value).toLowerCase()
  if (words.critical.includes(word)) return 'critical'
  return words.info.includes(word) ? 'info' : 'warning'
}
