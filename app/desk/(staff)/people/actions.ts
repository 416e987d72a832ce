'use server'

import { redirect } from 'next/navigation'
import { deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { roleMeanings, roleWords } from '#app/desk/role-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readKeysOf } from '#db/reads/settings/api-tokens.ts'
import { env } from '#lib/env.ts'
import { addStaffDestination, type NotAdded } from '#lib/flows/destinations/add-destination.ts'
import { removeStaffDestination } from '#lib/flows/destinations/remove-destination.ts'
import type { Tried } from '#lib/flows/destinations/send-test-message.ts'
import { tryStaffDestination } from '#lib/flows/destinations/try-destination.ts'
import { verifyDestination } from '#lib/flows/destinations/verify-destination.ts'
import { endMemberSessions } from '#lib/flows/sign-in/end-sessions.ts'
import { changeRole } from '#lib/flows/staff/change-role.ts'
import { chooseQuietTime } from '#lib/flows/staff/choose-quiet-time.ts'
import { invitationDays, inviteAgain, inviteStaff, revokeInvitation } from '#lib/flows/staff/invite-staff.ts'
import { moveOnLadder } from '#lib/flows/staff/move-on-ladder.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { switchOwnMail } from '#lib/flows/staff/switch-own-mail.ts'
import type { Desk } from '#lib/identity/session.ts'
import { readDestinationForm } from '#lib/rules/destinations/destination-form.ts'
import { codeMinutes } from '#lib/rules/destinations/verification.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'
import { wayForms } from './way-forms.ts'

const gone = () => staffWords('deskPeople.actions.youAreNoLonger')

/** What became of a message to a destination. Where it failed the destination is there all the same, with the answer. */
function triedWords(outcome: Tried | NotAdded | 'gone'): Said {
  switch (outcome) {
    case 'active':
      return { done: staffWords('deskPeople.actions.itWorksFromNow') }
    case 'code-sent':
      return { done: staffWords('deskPeople.actions.codeSent', { codeMinutes }) }
    case 'failed':
      return { done: staffWords('deskPeople.actions.notDelivered') }
    case 'closed':
      return { problem: gone() }
    default:
      return { problem: staffWords(`destinations.failed.${outcome}`) }
  }
}

export const addWay = deskAction(wayForms.added, async (fields, { db, staffId, now }) => {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const read = readDestinationForm(Object.fromEntries(texts), env.WEBHOOK_ALLOW_PRIVATE)
  if (read.is === 'wrong') return { problem: staffWords(`destinations.failed.wrong-${read.problem}`) }
  return triedWords(await addStaffDestination(db, staffId, read, now))
})

export const tryWay = deskAction(wayForms.way, async ({ destinationId }, { db, staffId, now }) => {
  const outcome = await tryStaffDestination(db, staffId, destinationId, now)
  return outcome === 'active' ? { done: staffWords('destinations.done.tested') } : triedWords(outcome)
})

export const confirmWay = deskAction(wayForms.code, async ({ destinationId, code }, { db, staffId, now }) => {
  const outcome = await verifyDestination(staffId, destinationId, code, now, db)
  if (outcome !== 'active') return { problem: staffWords(`destinations.failed.${outcome}`) }
  return { done: staffWords('deskPeople.actions.itWorksFromNow') }
})

export const removeWay = deskAction(wayForms.way, async ({ destinationId }, { db, staffId, now }) =>
  say(await removeStaffDestination(db, staffId, destinationId, now), {
    done: staffWords('destinations.done.removed'),
    gone: staffWords('deskPeople.actions.itWasRemovedAlready'),
  }),
)

export const switchMine = deskAction(wayForms.mail, async ({ mail }, { db, staffId, now }) =>
  say(await switchOwnMail(db, { staffId, isOff: mail === 'off' }, now), {
    done:
      mail === 'off'
        ? staffWords('deskPeople.actions.youAreNotReminded')
        : staffWords('deskPeople.actions.mailOn'),
    'only-way': staffWords('destinations.failed.only-way'),
    gone: gone(),
  }),
)

export const chooseQuiet = deskAction(wayForms.quiet, async (fields, { db, staffId, now }) =>
  say(await chooseQuietTime(db, { ...fields, staffId }, now), {
    done: fields.quiet
      ? staffWords('deskPeople.actions.quietSaved', { from: fields.quiet.from, to: fields.quiet.to })
      : staffWords('deskPeople.actions.youMayBeReminded'),
    gone: gone(),
  }),
)

export const moveUpOrDown = deskAction(wayForms.move, async ({ personId: id, way }, { db, staffId, now }) =>
  say(await moveOnLadder(db, { id, way, byStaffId: staffId }, now), {
    done: staffWords('deskPeople.actions.moved'),
    end: staffWords('deskPeople.actions.theyStandThereAlready'),
    gone: staffWords('deskPeople.actions.theyAreNoLonger'),
  }),
)

export const invite = deskAction(forms.invitation, async (fields, { db, staffId, now }) =>
  say(await inviteStaff(db, { ...fields, byStaffId: staffId }, now), {
    done: staffWords('deskPeople.actions.invitedNameIsMailed', {
      name: fields.name,
      email: fields.email,
      invitationDays,
    }),
    'address-taken': staffWords('deskPeople.actions.alreadyStaff', { email: fields.email }),
    'asked-already': staffWords('deskPeople.actions.anInvitationToEmail', { email: fields.email }),
    'too-many': staffWords('deskPeople.actions.asManyInvitationsWait'),
  }),
)

const isGone = () => staffWords('deskPeople.actions.invitationGone')

export const sendAgain = deskAction(forms.invited, async ({ invitationId }, { db, staffId, now }) =>
  say(await inviteAgain(db, { invitationId, byStaffId: staffId }, now), {
    done: staffWords('deskPeople.actions.mailedAgainAndGood', { invitationDays }),
    gone: isGone(),
  }),
)

export const takeBackInvitation = deskAction(forms.invited, async ({ invitationId }, { db, staffId, now }) =>
  say(await revokeInvitation(db, { invitationId, byStaffId: staffId }, now), {
    done: staffWords('deskPeople.actions.takenBackItsLink'),
    gone: isGone(),
  }),
)

export const giveRole = deskAction(
  forms.roleChange,
  async (fields, { db, staffId, now }) =>
    say(await changeRole(db, { ...fields, byStaffId: staffId }, now), {
      done: staffWords('deskPeople.actions.nowRole', { role: roleWords()[fields.role] }),
      same: staffWords('deskPeople.actions.theyAreRoleAlready', { role: roleWords()[fields.role] }),
      'last-owner': staffWords('deskPeople.actions.theyAreTheLast'),
      gone: staffWords('deskPeople.actions.theyAreNoLonger'),
    }),
  async ({ personId, role, keys }, { db, staffId }) => {
    const isSelf = personId === staffId
    const about = role === 'owner' ? '' : await keysSentence(db, personId, isSelf ? 'revoke' : keys)
    const question = isSelf
      ? staffWords('deskPeople.actions.makeYourselfRoleOnly', { role: roleWords()[role] })
      : staffWords('deskPeople.actions.makeThisColleagueRole', {
          role: roleWords()[role],
          roleMeanings: roleMeanings()[role],
        })
    return askForGood(`${question}${about}`, staffWords('deskPeople.actions.confirmChange'))
  },
)

export const removeFromStaff = deskAction(
  forms.removal,
  async (fields, { db, staffId, now }) => {
    const outcome = await removeStaffMember(db, fields.personId, staffId, now, fields.keys)
    if (outcome === 'not-allowed') redirect('/desk/sign-in')
    return say(outcome, {
      done: staffWords('deskPeople.actions.removedAndSignedOut'),
      gone: staffWords('deskPeople.actions.theyWereRemovedAlready'),
      yourself: staffWords('deskPeople.actions.youCannotRemoveYourself'),
    })
  },
  async ({ personId, keys }, { db }) => {
    const about = await keysSentence(db, personId, keys)
    return askForGood(
      staffWords('deskPeople.actions.askRemoveStaff', { about }),
      staffWords('deskPeople.actions.yesRemove'),
    )
  },
)

export const signOutMember = deskAction(
  forms.person,
  async ({ personId }, { db, staffId, now }) => {
    const count = await endMemberSessions(db, { personId, byStaffId: staffId }, now)
    if (count === 'gone') return { problem: staffWords('deskPeople.actions.theyAreNoLonger') }
    return { done: staffWords('deskPeople.actions.oneSessionWasEnded', { count }) }
  },
  async () =>
    askForGood(
      staffWords('deskPeople.actions.signThisColleagueOut'),
      staffWords('deskPeople.actions.yesSignThemOut'),
    ),
)

/** What becomes of the API keys of a colleague who is to answer for none. Begins with a space, or is empty. */
async function keysSentence(db: Desk['db'], personId: string, keys: KeyFate): Promise<string> {
  const names = (await readKeysOf(db, personId)).map(({ name }) => name).join(', ')
  if (names === '') return ''
  return keys === 'revoke'
    ? staffWords('deskPeople.actions.revokedToo', { names })
    : staffWords('deskPeople.actions.yoursThen', { names })
}
