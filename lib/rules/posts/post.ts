export const postKinds = ['incident', 'advisory', 'maintenance'] as const
export type PostKind = (typeof postKinds)[number]

/** held: hidden from customers until staff approve. */
export type PostVisibility = 'draft' | 'held' | 'published'

export const incidentPhases = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenancePhases = ['scheduled', 'in_progress', 'completed', 'cancelled'] as const
export type MaintenancePhase = (typeof maintenancePhases)[number]
export type PostPhase = (typeof incidentPhases)[number] | MaintenancePhase
