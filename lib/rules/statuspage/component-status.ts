import { type ShownStatus, stateOf } from '#lib/rules/servers/banner.ts'
import type { Impact } from '#lib/rules/servers/status.ts'

/** The five states of Statuspage's components, from harmless to worst: readers take any other word for fine. */
export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const
export type ComponentStatus = (typeof componentStatuses)[number]

/** What an impact is called there. */
export function impactStatus(impact: Impact): ComponentStatus {
  switch (impact) {
    case 'operational':
      return 'operational'
    case 'maintenance':
      return 'under_maintenance'
    case 'degraded':
      return 'degraded_performance'
    case 'partial_outage':
    case 'major_outage':
      return impact
  }
}

/** A server's state there. What has recovered works while we watch it; silence is no trouble. */
export function componentStatus(status: ShownStatus): ComponentStatus {
  return stateOf(status) === 'recovered' ? 'operational' : impactStatus(status.impact)
}

/** Above 0 when a is worse than b. */
export function compareComponentStatus(a: ComponentStatus, b: ComponentStatus): number {
  return componentStatuses.indexOf(a) - componentStatuses.indexOf(b)
}

/** A group is in the worst that one of its servers is in; but it is out as a whole only when all of them are. */
export function groupStatus(members: readonly ComponentStatus[]): ComponentStatus {
  const worst = members.reduce<ComponentStatus>(
    (a, b) => (compareComponentStatus(b, a) > 0 ? b : a),
    'operational',
  )
  const isWhole = members.every(each => each === 'major_outage')
  return worst === 'major_outage' && !isWhole ? 'partial_outage' : worst
}
