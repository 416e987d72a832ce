import type { Severity } from '#lib/rules/alerts/alert.ts'

/**
 * Whether what a scanner or an intrusion detection has found is held as a suspicion, whatever its words: all that it grades
 * high or critical. Who writes such a rule knows what it means; we do not know its words.
 */
export function isDetection(severity: Severity): boolean {
  return severity === 'critical'
}
