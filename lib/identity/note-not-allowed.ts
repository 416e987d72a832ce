import { logSecurity } from '#lib/log/security.ts'
import type { NotAllowed } from '#lib/rules/staff/not-allowed.ts'

/** Writes into the log who asked for what their role does not reach. */
export function noteNotAllowed({ action, least, staffId }: NotAllowed): void {
  logSecurity('not-allowed', { staffId, action, needs: least })
}
