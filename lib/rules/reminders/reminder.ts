import type { Policy } from '#lib/rules/policy/policy.ts'
import { earliest, later, latest } from '#lib/rules/time/time.ts'
import { type LadderMember, ladderFor } from './ladder.ts'
import { type Matter, matterKey } from './matter.ts'

/** A step of a matter that was taken: who was reminded, and when. */
export type PastReminder = Pick<Matter, 'kind' | 'subjectId' | 'occasion'> & {
  step: number
  /** null: everybody. */
  staffId: string | null
  createdAt: Date
}

export type NewReminder = { matter: Matter; step: number; staffId: string | null }

export type RemindersDue = {
  due: NewReminder[]
  /** When time alone will bring the next one; null: never. */
  wakeAt: Date | null
}

/** Messages to one of the staff within an hour before they come no more often than every few minutes. */
const mostPerHour = 6
const pauseSeconds = 300

/**
 * Who must be reminded of what. Each matter has steps: the first to who has it or stands first on the ladder, then, while
 * it waits, to the next, and after all of them once to everybody. lately: when each of the staff was sent something in the
 * last hour. Pure: the same facts give the same reminders, and those that were taken are not taken again.
 */
export function remindersDue(
  matters: readonly Matter[],
  past: readonly PastReminder[],
  members: readonly LadderMember[],
  lately: ReadonlyMap<string, readonly Date[]>,
  policy: Policy,
  now: Date,
): RemindersDue {
  const taken = Map.groupBy(past, matterKey)
  const due: NewReminder[] = []
  const pending: (Date | null)[] = []
  for (const matter of matters) {
    const steps = taken.get(matterKey(matter)) ?? []
    const at = nextStepAt(matter, steps, policy)
    if (!at || (matter.untilAt && matter.untilAt <= now)) continue
    const next = at <= now ? nextStep(matter, steps, members, now) : null
    const pausedUntil = next && pauseOf(next, lately, now)
    if (next && !pausedUntil) due.push(next)
    else pending.push(at > now ? at : pausedUntil)
  }
  return { due, wakeAt: earliest(pending) }
}

function nextStepAt(
  matter: Matter,
  steps: readonly PastReminder[],
  { escalateMinutes }: Policy,
): Date | null {
  const last = steps.reduce<PastReminder | null>((a, b) => (a && a.step > b.step ? a : b), null)
  if (!last) return matter.dueAt
  // Everybody was reminded: there is nobody else.
  if (!matter.isEscalated || last.staffId === null) return null
  return later(last.createdAt, escalateMinutes * 60)
}

/** Who is next; null: nobody may be reminded now. */
function nextStep(
  matter: Matter,
  steps: readonly PastReminder[],
  members: readonly LadderMember[],
  now: Date,
): NewReminder | null {
  if (members.length === 0) return null
  const reminded = new Set(steps.map(({ staffId }) => staffId))
  const may = matter.isTheirsAlone ? members.filter(({ id }) => id === matter.ownerId) : members
  const staffId = ladderFor(may, matter, now).find(id => !reminded.has(id)) ?? null
  if (staffId === null && steps.length === 0) return null
  return { matter, step: Math.max(-1, ...steps.map(({ step }) => step)) + 1, staffId }
}

/** Until when somebody is sent nothing more, because it was much lately; null: they may be sent something. */
function pauseOf(
  { staffId }: NewReminder,
  lately: ReadonlyMap<string, readonly Date[]>,
  now: Date,
): Date | null {
  const sent = staffId === null ? [] : (lately.get(staffId) ?? []).filter(at => at > later(now, -3600))
  if (sent.length < mostPerHour) return null
  const until = later(latest(sent), pauseSeconds)
  return until > now ? until : null
}

/** What is said to one of the staff in one message: all of it that is due at this moment. */
export type StaffMessage = { staffId: string; reminders: NewReminder[] }

/** The messages that reminders make, one for each who is reminded. */
export function messagesOf(due: readonly NewReminder[], members: readonly LadderMember[]): StaffMessage[] {
  const pairs = due.flatMap(reminder =>
    (reminder.staffId === null ? members.map(({ id }) => id) : [reminder.staffId]).map(staffId => ({
      staffId,
      reminder,
    })),
  )
  return [...Map.groupBy(pairs, pair => pair.staffId)].map(([staffId, own]) => ({
    staffId,
    reminders: own.map(({ reminder }) => reminder),
  }))
}
