import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { Situation } from './situation.ts'

/**
 * Why an open alert counts or does not, for staff and scanners. meaningless: customers notice nothing of such an alert.
 * known-trouble: it is a guess about a server that is in trouble in public already.
 */
export type EligibilityReason =
  | { is: 'accepted' }
  | { is: 'incident-ended' }
  | { is: 'meaningless'; kind: AlertKind; severity: Severity }
  | { is: 'too-old'; days: number }
  | { is: 'maintenance'; kind: MaintenanceKind; until: Date }
  | { is: 'unconfirmed'; seconds: number }
  | { is: 'server-down'; server: string }
  | GroupDown
  | { is: 'known-trouble'; server: string }

type GroupDown = { is: 'group-down'; group: string }

export function groupDown(groupId: string, { groups }: Pick<Situation, 'groups'>): GroupDown {
  return { is: 'group-down', group: groups.get(groupId)?.name ?? groupId }
}
