export const postKinds = ['incident', 'advisory', 'maintenance'] as const
export type PostKind = (typeof postKinds)[number]

/** held: hidden from customers until staff approve. */
export type PostVisibility = 'draft' | 'held' | 'published'

export const incidentPhases = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenancePhases = ['scheduled', 'in_progress', 'completed'] as const
export type PostPhase = (typeof incidentPhases)[number] | (typeof maintenancePhases)[number]

/** What cancelled work is called is no phase of its post: that is completed. */
export type MaintenancePhase = (typeof maintenancePhases)[number] | 'cancelled'

/** The phase as customers read it. */
export function phaseWord(phase: PostPhase | MaintenancePhase): string {
  switch (phase) {
    case 'investigating':
      return 'Investigating'
    case 'identified':
      return 'Identified'
    case 'monitoring':
      return 'Recovered, watching'
    case 'resolved':
      return 'Resolved'
    case 'scheduled':
      return 'Planned'
    case 'in_progress':
      return 'In progress'
    case 'completed':
      return 'Done'
    case 'cancelled':
      return 'Cancelled'
  }
}
