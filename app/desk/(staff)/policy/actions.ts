'use server'

import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, refusal } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { changePolicy } from '#lib/flows/settings/change-policy.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { readPolicyTexts } from '#lib/rules/policy/policy-change.ts'

const changed =
  'Nothing was changed: a colleague changed the policy since you opened the page. Load it again to see how it is now.'

/** Puts the policy of the form in force. */
export async function savePolicy(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readPolicyTexts(textsOf(form))
  if ('problems' in read) return refusal(read.problems.join(' '), form)
  const wish = { seen: textsOf(form).seen ?? '', policy: read.policy, staffId: staffMember.id }
  return answer(await changePolicy(db, wish, new Date()), 'Saved. It is in force now.', changed, form)
}

/** Puts the defaults in force. */
export async function resetPolicy(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const wish = { seen: textsOf(form).seen ?? '', policy: defaultPolicy, staffId: staffMember.id }
  return answer(await changePolicy(db, wish, new Date()), 'The defaults are in force now.', changed, form)
}

function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
