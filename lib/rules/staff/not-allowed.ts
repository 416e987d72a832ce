import type { AuditAction } from './may.ts'
import type { Role } from './role.ts'

/** Somebody's role is not enough for what they asked for, or they are not of the staff any more. Nothing was done. */
export class NotAllowed extends Error {
  readonly action: AuditAction
  /** The least role that may. */
  readonly least: Role

  constructor(action: AuditAction, least: Role) {
    super(`This person may not ${action}: that needs the role ${least}.`)
    this.name = 'NotAllowed'
    this.action = action
    this.least = least
  }
}
