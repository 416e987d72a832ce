import {
  type CalendarLine,
  calendarParameter,
  calendarProduct,
  calendarText,
  calendarTime,
  unfoldedCalendar,
} from '#lib/rules/calendar/ical.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { ourSite } from '#lib/site.ts'
import { pageOfMore, type Site } from './notice-words.ts'
import type { MailSection } from './section.ts'

/** What stands in it for the reader's address and the moment at which the mail was written. */
export type NoteMarks = { account: string; writtenAt: string }

type WorkBody = Extract<NoticeBody, { is: 'work' }>
type MaintenanceSection = MailSection & { body: WorkBody }

/**
 * What a mail says of planned maintenance, for programs that open tickets of it: a MaintNote (draft-gunter-calext-maintenance-notifications), one
 * event for each maintenance with the reader's own servers as its objects. Not folded yet. null: it says nothing of that.
 */
export function maintNote(site: Site, sections: readonly MailSection[], marks: NoteMarks): string | null {
  const works = sections.filter(isPlannedMaintenance)
  if (works.length === 0) return null
  const byPost = [...Map.groupBy(works, section => section.postId).values()]
  return unfoldedCalendar([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', calendarProduct],
    ...byPost.flatMap(own => eventOf(site, own, marks)),
    ['END', 'VCALENDAR'],
  ])
}

/** Whether a mail tells when maintenance takes place, or that it does not: then a program waits for its note. */
export function tellsTimes(sections: readonly MailSection[]): boolean {
  return sections.some(
    section =>
      isPlannedMaintenance(section) &&
      (section.kind === 'planned' || section.kind === 'moved' || section.body.isCancelled),
  )
}

/** A countermeasure begins at once: nobody can plan for it. */
function isPlannedMaintenance(section: MailSection): section is MaintenanceSection {
  return section.body?.is === 'work' && section.body.work === 'maintenance' && section.servers.length > 0
}

function eventOf(site: Site, sections: readonly MaintenanceSection[], marks: NoteMarks): CalendarLine[] {
  const host = new URL(site.url).hostname
  const [first] = sections
  const last = sections.reduce((a, b) => (sequenceOf(b) >= sequenceOf(a) ? b : a))
  const servers = sections.flatMap(section => section.servers)
  const starts = servers.map(server => Date.parse(server.since))
  const ends = servers.map(server => Date.parse(server.dueAt ?? last.body.endsAt))
  const id = `work-${first?.postId ?? ''}`
  return [
    ['BEGIN', 'VEVENT'],
    ['UID', `${id}@${host}`],
    ['DTSTAMP', marks.writtenAt],
    ['SEQUENCE', String(sequenceOf(last))],
    ['DTSTART', calendarTime(new Date(Math.min(...starts)))],
    ['DTEND', calendarTime(new Date(Math.max(...ends)))],
    ['SUMMARY', calendarText(last.body.what)],
    ['URL', site.url + pageOfMore(last)],
    [
      `ORGANIZER;CN=${calendarParameter(site.name)}`,
      `mailto:${addressIn((site.wears ?? ourSite()).mailFrom)}`,
    ],
    ['STATUS', statusOf(last) === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED'],
    ['TRANSP', 'TRANSPARENT'],
    ['X-MAINTNOTE-PROVIDER', calendarText(host)],
    ['X-MAINTNOTE-ACCOUNT', marks.account],
    ['X-MAINTNOTE-MAINTENANCE-ID', id],
    ...[...new Set(servers.map(server => server.hostname ?? server.label))].map(
      (name): CalendarLine => [
        `X-MAINTNOTE-OBJECT-ID;X-MAINTNOTE-OBJECT-IMPACT=${impact}`,
        calendarText(name),
      ],
    ),
    ['X-MAINTNOTE-IMPACT', impact],
    ['X-MAINTNOTE-STATUS', statusOf(last)],
    ['END', 'VEVENT'],
  ]
}

/** A server under maintenance may be away at any moment of its turn, as the mail says too. */
const impact = 'OUTAGE'

function statusOf({
  kind,
  body,
}: MaintenanceSection): 'CONFIRMED' | 'CANCELLED' | 'IN-PROCESS' | 'COMPLETED' {
  if (body.isCancelled) return 'CANCELLED'
  if (kind === 'done') return 'COMPLETED'
  return body.isRunning || kind === 'starting' ? 'IN-PROCESS' : 'CONFIRMED'
}

function sequenceOf({ body }: MaintenanceSection): number {
  return body.sequence ?? 0
}

/** "Status <status@example.com>" is status@example.com. */
function addressIn(from: string): string {
  return /<([^<>\s]+)>\s*$/.exec(from)?.[1] ?? from.trim()
}
