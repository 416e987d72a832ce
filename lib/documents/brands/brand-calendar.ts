import { readBrandBoard } from '#db/reads/brands/brand-board.ts'
import { calendar } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import {
  type CalendarLine,
  calendarProduct,
  calendarText,
  calendarTime,
  writeCalendar,
} from '#lib/rules/calendar/ical.ts'
import { shortId } from '#lib/short-id.ts'
import type { BrandDocument } from './brand-document.ts'

/** Work to come on the brand's servers, each server with its own time. */
export const brandCalendar: BrandDocument = {
  path: /^\/maintenance\.ics$/,
  format: calendar,
  maxAgeSeconds: 300,
  write: async ({ id, host, url, site }, _, { db, now }) => {
    const words = currentWords()
    const name = calendarText(words('documents.feeds.work', { site: site.name }))
    const { work } = await readBrandBoard(id, now, db)
    const events = work.flatMap(({ hostname, label, startsAt, endsAt }): CalendarLine[] => [
      ['BEGIN', 'VEVENT'],
      ['UID', `${shortId(`${id} ${hostname} ${startsAt.toISOString()}`)}@${host}`],
      ['DTSTAMP', calendarTime(now)],
      ['DTSTART', calendarTime(startsAt)],
      ['DTEND', calendarTime(endsAt)],
      ['SUMMARY', calendarText(words('brands.calendar', { server: label }))],
      ['URL', `${url}/servers/${hostname}`],
      ['TRANSP', 'TRANSPARENT'],
      ['END', 'VEVENT'],
    ])
    return writeCalendar([
      ['BEGIN', 'VCALENDAR'],
      ['VERSION', '2.0'],
      ['PRODID', calendarProduct],
      ['CALSCALE', 'GREGORIAN'],
      ['METHOD', 'PUBLISH'],
      ['NAME', name],
      ['X-WR-CALNAME', name],
      ...events,
      ['END', 'VCALENDAR'],
    ])
  },
}
