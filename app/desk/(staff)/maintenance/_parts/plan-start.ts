import { repetitionOf } from '#app/desk/(staff)/maintenance/repetition.ts'
import type { EditedRecurrence } from '#db/reads/maintenance/recurrences.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { readRecurrence } from '#lib/rules/maintenance/recurrence.ts'
import { momentsOf, windowOn } from '#lib/rules/maintenance/slots.ts'
import { reminderMinutes } from '#lib/rules/maintenance/told-maintenance.ts'
import { later } from '#lib/rules/time/time.ts'

/** What the form begins with; where it changes a recurrence, that. */
export type PlanStart = {
  id: string
  kind: string
  what: string
  hostnames: readonly string[]
  from: Date
  to: Date
  text: string
  /** In which language they are, and the same in others; left out: nothing is stored. */
  spoken?: SpokenWords
  turns: string
  endsByItself: boolean
  isMailed: boolean
  remindDay: boolean
  remindHour: boolean
  /** null: it takes place once, unless a person chooses otherwise. */
  repetition: { repeats: string; until: string | null; version: number } | null
}

/** A new plan: an hour from now on. */
export function newPlan(id: string, now: Date): PlanStart {
  return {
    id,
    kind: 'maintenance',
    what: '',
    hostnames: [],
    from: now,
    to: later(now, 3_600),
    text: '',
    turns: '',
    endsByItself: true,
    isMailed: true,
    remindDay: false,
    remindHour: false,
    repetition: null,
  }
}

/** A recurrence as it is, from its next window on. */
export function planOf(recurrence: EditedRecurrence): PlanStart {
  const {
    id,
    kind,
    title,
    body,
    fromClock,
    toClock,
    zone,
    reminders,
    hostnames,
    version,
    language,
    translations,
  } = recurrence
  const day = recurrence.nextDay ?? recurrence.firstDay
  const { startsAt, endsAt } = momentsOf(windowOn(day, { from: fromClock, to: toClock }), zone)
  const rule = readRecurrence(recurrence.rule)
  const turns = recurrence.turns.flatMap(({ server, from, to }) => {
    const hostname = hostnames.get(server)
    return hostname ? [`${hostname} ${from}-${to}`] : []
  })
  return {
    id,
    kind,
    what: title,
    hostnames: [...hostnames.values()],
    from: startsAt,
    to: endsAt,
    text: body ?? '',
    spoken: { language, translations },
    turns: turns.join('\n'),
    endsByItself: recurrence.endsBy === 'itself',
    isMailed: !recurrence.isQuiet,
    remindDay: reminders.includes(reminderMinutes.day),
    remindHour: reminders.includes(reminderMinutes.hour),
    repetition: {
      repeats: (rule && repetitionOf(rule, day)) ?? 'week',
      until: rule?.until ?? null,
      version,
    },
  }
}
