import type { AuditAction } from './may.ts'
import type { DeskRole } from './role.ts'

/** Somebody's role is not enough for what they asked for, or they are not of the staff any more. Nothing was done. */
export class NotAllowed extends Error {
  readonly action: AuditAction
  /** The least role that may. */
  readonly least: DeskRole
  /** Who asked. */
  readonly staffId: string

  /** The message is for the log. */
  constructor(action: AuditAction, least: DeskRole, staffId: string) {
    super(`${action}: ${least}`)
    this.name = 'NotAllowed'
    this.action = action
    this.least = least
    this.staffId = staffId
  }
}
