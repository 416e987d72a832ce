import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskReminder, readPostReminders } from '#db/reads/reminders/reminders.ts'
import type { ReminderKind } from '#lib/rules/reminders/matter.ts'

const words = (): Record<ReminderKind, string> => ({
  untaken: staffWords('deskPost.remindersPart.thatNobodyHasTaken'),
  held: staffWords('deskPost.remindersPart.nobodyHasIt'),
  'promise-soon': staffWords('deskPost.remindersPart.updateDue'),
  'promise-late': staffWords('deskPost.remindersPart.thatAnUpdateIsLate'),
  'end-waits': staffWords('deskPost.remindersPart.endsByItself'),
  comment: staffWords('deskPost.remindersPart.thatACommentWaits'),
  'key-ends': staffWords('deskPost.remindersPart.thatAKeyEnds'),
  'key-leaked': staffWords('deskPost.remindersPart.keyLeaked'),
  'token-leaked': staffWords('deskPost.remindersPart.tokenLeaked'),
  'copy-failing': staffWords('deskPost.remindersPart.thatACopyCannot'),
  'copy-written': staffWords('deskPost.remindersPart.copyRestored'),
  found: staffWords('deskPost.remindersPart.thatItIsHeld'),
  withheld: staffWords('deskPost.remindersPart.noticesWithheld'),
})

type Way = DeskReminder['ways'][number]

const states = (): Record<Way['state'], string> => ({
  queued: staffWords('deskPost.remindersPart.waits'),
  sending: staffWords('deskPost.remindersPart.underWay'),
  sent: staffWords('deskPost.remindersPart.sent'),
  doubtful: staffWords('deskPost.remindersPart.mayHaveArrived'),
  refused: staffWords('deskPost.remindersPart.failed'),
  skipped: staffWords('deskPost.remindersPart.notNeededAnyMore'),
})

/** Who of the staff was reminded of what, by which ways, the newest first. Nothing when nobody was. */
export async function RemindersPart({ postId }: { postId: string }) {
  const { db } = await requireStaff()
  const reminders = await readPostReminders(db, postId)
  if (reminders.length === 0) return null
  return (
    <Part title={staffWords('deskPost.remindersPart.staffWereReminded')}>
      <ol className="grid gap-2">
        {reminders.map(reminder => (
          <ReminderLine key={reminder.id} reminder={reminder} />
        ))}
      </ol>
    </Part>
  )
}

function ReminderLine({ reminder: { kind, name, createdAt, ways } }: { reminder: DeskReminder }) {
  return (
    <li className="border-t border-line pt-2">
      <p>
        <strong>{name ?? staffWords('deskPost.remindersPart.everybody')}</strong> {words()[kind]}
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        <LocalTime at={createdAt} />
        {ways.map(wayWords).map(said => ` · ${said}`)}
      </p>
    </li>
  )
}

function wayWords({ channel, state, error }: Way): string {
  const name =
    channel === 'mail'
      ? staffWords('deskPost.remindersPart.mail')
      : staffWords(`destinations.channel.${channel}`)
  const reason = error && state !== 'sent' ? ` (${error})` : ''
  return `${name}: ${states()[state]}${reason}`
}
