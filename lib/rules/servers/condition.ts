import type { Cause, Impact } from './status.ts'

/** What is the matter with a server, as one key for all that is said of it; with underscores, as ICU selects by it. */
export const conditions = [
  'down',
  'partly_down',
  'intermittently_down',
  'slow',
  'intermittently_slow',
  'being_checked',
  'without_data',
  'under_maintenance',
  'fine',
] as const
export type Condition = (typeof conditions)[number]

/** isIntermittent: it fails and recovers by turns. */
export function conditionOf(impact: Impact, cause: Cause | null, isIntermittent = false): Condition {
  if (cause === 'suspicious-file') return 'being_checked'
  if (cause === 'no-data') return 'without_data'
  if (isIntermittent) return impact === 'degraded' ? 'intermittently_slow' : 'intermittently_down'
  switch (impact) {
    case 'major_outage':
      return 'down'
    case 'partial_outage':
      return 'partly_down'
    case 'degraded':
      return 'slow'
    case 'maintenance':
      return 'under_maintenance'
    case 'operational':
      return 'fine'
  }
}
