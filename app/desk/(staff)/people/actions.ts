'use server'

import { redirect } from 'next/navigation'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { addStaffMember } from '#lib/flows/staff/add-staff-member.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'

export const addToStaff = deskAction(forms.staffMember, async (fields, { db, staffMember, now }) =>
  say(await addStaffMember(db, { ...fields, by: staffMember }, now), {
    done: `Added. ${fields.name} is mailed at ${fields.email} how to sign in.`,
    'address-taken': `${fields.email} is among the staff already.`,
  }),
)

export const removeFromStaff = deskAction(
  forms.removal,
  async (fields, { db, staffId, now }) => {
    const outcome = await removeStaffMember(db, fields.personId, staffId, now)
    if (outcome === 'not-allowed') redirect('/desk/sign-in')
    return say(outcome, {
      done: 'Removed, and signed out everywhere.',
      gone: 'They were removed already.',
      yourself: 'You cannot remove yourself: ask a colleague.',
    })
  },
  async () => askForGood('Remove this colleague and end all their sessions?', 'Yes, remove'),
)
