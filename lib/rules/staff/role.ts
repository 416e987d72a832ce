/** What a person may be at the desk; each may what those before it may. */
export const roles = ['reader', 'responder', 'editor', 'owner'] as const
export type DeskRole = (typeof roles)[number]

/** What stands in the staff's table: a person's role, or that of a key of the API, which has its scopes instead. */
export type StaffRole = DeskRole | 'key'

/** Whether a role is enough where at least another is needed. */
export function isAtLeast(role: DeskRole, least: DeskRole): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}
