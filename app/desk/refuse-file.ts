import { says } from '#app/api/forms.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { roleWords } from './role-words.ts'

/** The answer to who may not take a file; what else a flow threw is thrown on. */
export function refuseFile(thrown: unknown): Response {
  if (!(thrown instanceof NotAllowed)) throw thrown
  return says(
    403,
    `Nothing was taken: this file needs somebody who is ${roleWords[thrown.least]}. An owner can change your role at the desk, under People.`,
  )
}
