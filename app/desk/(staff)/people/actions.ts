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
import { endColleagueSessions } from '#lib/flows/sign-in/end-sessions.ts'
import { changeRole } from '#lib/flows/staff/change-role.ts'
import { chooseQuietTime } from '#lib/flows/staff/choose-quiet-time.ts'
import {
  invitationDays,
  inviteAgain,
  inviteColleague,
  revokeInvitation,
} from '#lib/flows/staff/invite-colleague.ts'
import { moveOnLadder } from '#lib/flows/staff/move-on-ladder.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { switchOwnMail } from '#lib/flows/staff/switch-own-mail.ts'
import type { Desk } from '#lib/identity/session.ts'
import { readDestinationForm } from '#lib/rules/destinations/destination-form.ts'
import { codeMinutes } from '#lib/rules/destinations/verification.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'
import { wayForms } from './way-forms.ts'

const gone = 'You are no longer among the staff, so nothing was changed.'

/** What became of a message to a destination. Where it failed the destination is there all the same, with the answer. */
function triedWords(outcome: Tried | NotAdded | 'gone'): Said {
  switch (outcome) {
    case 'active':
      return { done: 'It works. From now on you are reminded there as well.' }
    case 'code-sent':
      return {
        done: `We have sent a code there. Type it beside the way; it is valid for ${codeMinutes} minutes.`,
      }
    case 'failed':
      return {
        done: 'The message did not get there. What was answered stands beside the way: mend it, or try again.',
      }
    case 'closed':
      return { problem: gone }
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
  return { done: 'It works. From now on you are reminded there as well.' }
})

export const removeWay = deskAction(wayForms.way, async ({ destinationId }, { db, staffId, now }) =>
  say(await removeStaffDestination(db, staffId, destinationId, now), {
    done: staffWords('destinations.done.removed'),
    gone: 'It was removed already.',
  }),
)

export const switchMine = deskAction(wayForms.mail, async ({ mail }, { db, staffId, now }) =>
  say(await switchOwnMail(db, { staffId, isOff: mail === 'off' }, now), {
    done: mail === 'off' ? 'You are not reminded by mail any more.' : 'You are reminded by mail again.',
    'only-way': staffWords('destinations.failed.only-way'),
    gone,
  }),
)

export const chooseQuiet = deskAction(wayForms.quiet, async (fields, { db, staffId, now }) =>
  say(await chooseQuietTime(db, { ...fields, staffId }, now), {
    done: fields.quiet
      ? `From ${fields.quiet.from} to ${fields.quiet.to} your colleagues are reminded before you.`
      : 'You may be reminded at any time.',
    gone,
  }),
)

export const moveUpOrDown = deskAction(wayForms.move, async ({ personId: id, way }, { db, staffId, now }) =>
  say(await moveOnLadder(db, { id, way, byStaffId: staffId }, now), {
    done: 'Moved.',
    end: 'They stand there already: a colleague was quicker.',
    gone: 'They are no longer among the staff.',
  }),
)

export const invite = deskAction(forms.invitation, async (fields, { db, staffId, now }) =>
  say(await inviteColleague(db, { ...fields, byStaffId: staffId }, now), {
    done: `Invited. ${fields.name} is mailed a link at ${fields.email}, which is good for ${invitationDays} days.`,
    'address-taken': `${fields.email} is among the staff already.`,
    'asked-already': `An invitation to ${fields.email} waits already: send it again, or take it back first.`,
    'too-many': 'As many invitations wait as may: take one back that nobody will use.',
  }),
)

const isGone = 'It is gone: it was used, or a colleague took it back.'

export const sendAgain = deskAction(forms.invited, async ({ invitationId }, { db, staffId, now }) =>
  say(await inviteAgain(db, { invitationId, byStaffId: staffId }, now), {
    done: `Mailed again, and good for ${invitationDays} days from now.`,
    gone: isGone,
  }),
)

export const takeBackInvitation = deskAction(forms.invited, async ({ invitationId }, { db, staffId, now }) =>
  say(await revokeInvitation(db, { invitationId, byStaffId: staffId }, now), {
    done: 'Taken back: its link opens nothing any more.',
    gone: isGone,
  }),
)

export const giveRole = deskAction(
  forms.roleChange,
  async (fields, { db, staffId, now }) =>
    say(await changeRole(db, { ...fields, byStaffId: staffId }, now), {
      done: `Now ${roleWords()[fields.role]}.`,
      same: `They are ${roleWords()[fields.role]} already.`,
      'last-owner': 'They are the last owner, and somebody has to be one: make a colleague an owner first.',
      gone: 'They are no longer among the staff.',
    }),
  async ({ personId, role, keys }, { db, staffId }) => {
    const isSelf = personId === staffId
    const about = role === 'owner' ? '' : await keysSentence(db, personId, isSelf ? 'revoke' : keys)
    const question = isSelf
      ? `Make yourself ${roleWords()[role]}? Only another owner can give you back what you may now.`
      : `Make this colleague ${roleWords()[role]}, at once? ${roleMeanings()[role]}.`
    return askForGood(`${question}${about}`, 'Yes, change it')
  },
)

export const removeFromStaff = deskAction(
  forms.removal,
  async (fields, { db, staffId, now }) => {
    const outcome = await removeStaffMember(db, fields.personId, staffId, now, fields.keys)
    if (outcome === 'not-allowed') redirect('/desk/sign-in')
    return say(outcome, {
      done: 'Removed, and signed out everywhere.',
      gone: 'They were removed already.',
      yourself: 'You cannot remove yourself: ask a colleague.',
    })
  },
  async ({ personId, keys }, { db }) => {
    const about = await keysSentence(db, personId, keys)
    return askForGood(`Remove this colleague and end all their sessions?${about}`, 'Yes, remove')
  },
)

export const signOutColleague = deskAction(
  forms.person,
  async ({ personId }, { db, staffId, now }) => {
    const count = await endColleagueSessions(db, { personId, byStaffId: staffId }, now)
    if (count === 'gone') return { problem: 'They are no longer among the staff.' }
    return { done: count === 1 ? 'One session was ended.' : `${count} sessions were ended.` }
  },
  async () =>
    askForGood(
      'Sign this colleague out everywhere? They may sign in again; what they were writing is not kept.',
      'Yes, sign them out',
    ),
)

/** What becomes of the API keys of a colleague who is to answer for none. Begins with a space, or is empty. */
async function keysSentence(db: Desk['db'], personId: string, keys: KeyFate): Promise<string> {
  const names = (await readKeysOf(db, personId)).map(({ name }) => name).join(', ')
  const fate = keys === 'revoke' ? 'Revoked with it' : 'Yours from then on'
  return names === '' ? '' : ` ${fate}: ${names}.`
}
