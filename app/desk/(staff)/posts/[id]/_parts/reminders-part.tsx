import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskReminder, readPostReminders } from '#db/reads/reminders/reminders.ts'
import type { ReminderKind } from '#lib/rules/reminders/matter.ts'

const words: Record<ReminderKind, string> = {
  untaken: 'that nobody has taken it',
  held: 'that nobody has it',
  'promise-soon': 'that an update is due soon',
  'promise-late': 'that an update is late',
  'end-waits': 'that it ends by itself',
  comment: 'that a comment waits',
  'key-ends': 'that a key ends',
  'key-leaked': 'that a key was leaked',
  'token-leaked': 'that a token was leaked',
  'copy-failing': 'that a copy cannot be written',
  'copy-written': 'that a copy is written again',
  found: 'that it is held',
  withheld: 'that its notices are withheld',
}

type Way = DeskReminder['ways'][number]

const states: Record<Way['state'], string> = {
  queued: 'waits',
  sending: 'under way',
  sent: 'sent',
  doubtful: 'may have arrived',
  refused: 'failed',
  skipped: 'not needed any more',
}

/** Who of the staff was reminded of what, by which ways, the newest first. Nothing when nobody was. */
export async function RemindersPart({ postId }: { postId: string }) {
  const { db } = await requireStaff()
  const reminders = await readPostReminders(db, postId)
  if (reminders.length === 0) return null
  return (
    <Part title="Staff were reminded">
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
        <strong>{name ?? 'Everybody'}</strong> {words[kind]}
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        <LocalTime at={createdAt} />
        {ways.map(wayWords).map(said => ` · ${said}`)}
      </p>
    </li>
  )
}

function wayWords({ channel, state, error }: Way): string {
  const name = channel === 'mail' ? 'Mail' : staffWords(`destinations.channel.${channel}`)
  const reason = error && state !== 'sent' ? ` (${error})` : ''
  return `${name}: ${states[state]}${reason}`
}
