import type { Severity } from '#lib/rules/alerts/alert.ts'

/** Levels 0 to 16 of OSSEC and Wazuh: 12 and above are what their manuals call high importance, below 4 is information. */
const criticalLevel = 12
const warningLevel = 4

/** From this level on a finding of rootcheck or of a virus scanner is one; below are audits and notes. */
export const findingLevel = 7

export function severityOfLevel(level: number | null): Severity {
  if (level === null) return 'warning'
  if (level >= criticalLevel) return 'critical'
  return level >= warningLevel ? 'warning' : 'info'
}

/** 501 New agent connected, 503 started, 504 disconnected, 505 removed, 506 stopped. */
export function agentChange(ruleId: string): 'gone' | 'back' | null {
  if (ruleId === '504' || ruleId === '506') return 'gone'
  return ['501', '503', '505'].includes(ruleId) ? 'back' : null
}

/** 502: the manager itself has started. */
export const managerStarted = '502'

export type NamedAgent = { name: string; address: string | null }

/** The agent that a lifecycle message names: "Agent started: 'web07->203.0.113.17'." or, in older ones, 'web07-any'. */
export function agentNamed(log: string): NamedAgent | null {
  const parts =
    /\bAgent (?:started|disconnected|stopped|removed): '([^']+?)(?:->?(any|[\da-f]*[.:][\da-f.:]*(?:\/\d+)?))?'/.exec(
      log,
    )
  return parts?.[1] ? { name: parts[1], address: agentAddress(parts[2]) } : null
}

/** An address that an agent may come from; "any" is none. */
export function agentAddress(address: string | undefined): string | null {
  return address && address !== 'any' ? address : null
}
