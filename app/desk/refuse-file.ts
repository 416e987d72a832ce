import { says } from '#app/api/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { roleWords } from './role-words.ts'

/** The answer to who may not take a file; what else a flow threw is thrown on. */
export function refuseFile(thrown: unknown): Response {
  if (!(thrown instanceof NotAllowed)) throw thrown
  return says(403, staffWords('deskShared.refuseFile.notAllowed', { role: roleWords()[thrown.least] }))
}
