import { siteAddress } from '#lib/documents/site.ts'
import { siteHost } from '#lib/documents/site-tag.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import {
  type CalendarLine,
  calendarProduct,
  calendarText,
  calendarTime,
  writeCalendar,
} from '#lib/rules/calendar/ical.ts'
import { endOf, hasOwnSlots, isCancelled, liveSlots } from '#lib/rules/maintenance/maintenance.ts'
import { calendarState, sequenceOf } from '#lib/rules/maintenance/sequence.ts'
import { seriesOf } from '#lib/words/list.ts'
import { utcMoment } from '#lib/words/moment.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { PlannedMaintenance } from './planned-maintenance.ts'

/** A calendar that is subscribed to. The same work makes the same bytes. */
export function writeMaintenanceCalendar(
  words: Words,
  name: string,
  maintenances: readonly PlannedMaintenance[],
): string {
  const inOrder = maintenances.toSorted(
    (a, b) =>
      a.maintenance.startsAt.getTime() - b.maintenance.startsAt.getTime() || (a.post.id < b.post.id ? -1 : 1),
  )
  return writeCalendar([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', calendarProduct],
    ['CALSCALE', 'GREGORIAN'],
    ['METHOD', 'PUBLISH'],
    ['NAME', calendarText(name)],
    ['X-WR-CALNAME', calendarText(name)],
    ['REFRESH-INTERVAL;VALUE=DURATION', 'PT1H'],
    ['X-PUBLISHED-TTL', 'PT1H'],
    ...inOrder.flatMap(work => eventOf(words, work)),
    ['END', 'VCALENDAR'],
  ])
}

function eventOf(words: Words, work: PlannedMaintenance): CalendarLine[] {
  const { post, maintenance } = work
  const isOff = isCancelled(maintenance)
  const { startsAt, endsAt, completedAt, version, createdAt } = maintenance
  const end = !isOff && completedAt ? endOf(maintenance) : endsAt
  const title = titleIn(words, post.titled)
  return [
    ['BEGIN', 'VEVENT'],
    ['UID', `work-${post.id}@${siteHost()}`],
    ['SEQUENCE', String(sequenceOf(version, calendarState(maintenance)))],
    ['DTSTAMP', calendarTime(post.updatedAt)],
    ['CREATED', calendarTime(createdAt)],
    ['LAST-MODIFIED', calendarTime(post.updatedAt)],
    ['DTSTART', calendarTime(startsAt)],
    ['DTEND', calendarTime(end)],
    ['SUMMARY', calendarText(isOff ? words('documents.feeds.cancelled', { title }) : title)],
    ['DESCRIPTION', calendarText(descriptionOf(words, work))],
    ['URL', siteAddress(`/posts/${post.slug}`)],
    ['STATUS', isOff ? 'CANCELLED' : 'CONFIRMED'],
    ['TRANSP', 'TRANSPARENT'],
    ['END', 'VEVENT'],
  ]
}

/** Which servers, each with its time where they have turns, and what staff wrote; first why it does not take place. */
function descriptionOf(words: Words, { post, maintenance, text, labels }: PlannedMaintenance): string {
  const live = liveSlots(maintenance.slots)
  const slots = live.length > 0 ? live : maintenance.slots
  const labelOf = (id: string) => labels.get(id) ?? id
  const names = seriesOf(words, [...new Set(slots.map(slot => labelOf(slot.serverId)))])
  const turns = slots.map(slot =>
    words('documents.feeds.turn', {
      server: labelOf(slot.serverId),
      period: words('documents.feeds.period', {
        from: utcMoment(words, slot.startsAt),
        to: utcMoment(words, slot.endsAt),
      }),
    }),
  )
  const reason = isCancelled(maintenance) ? maintenance.cancelReason : null
  return [
    reason ? words('documents.feeds.notTaking', { reason }) : '',
    hasOwnSlots(maintenance) ? turns.join('\n') : words('documents.feeds.concerned', { names }),
    text ? plainText(text) : '',
    siteAddress(`/posts/${post.slug}`),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}
