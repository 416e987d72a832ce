import { Badge } from '#app/_components/board/badge.tsx'
import { LocalPeriod, LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { isOverrun } from '#lib/rules/maintenance/maintenance.ts'
import { wallTime } from '#lib/rules/time/wall-time.ts'
import { lookOfMaintenance, maintenanceDetails, shownEnd } from './maintenance-look.ts'

type Props = { rows: readonly DeskMaintenance[]; zone: string; now: Date }

/** Maintenance by the day on which it begins, as a calendar has it. */
export function MaintenanceDays({ rows, zone, now }: Props) {
  const days = Map.groupBy(rows, row => wallTime(row.startsAt, zone).slice(0, 10))
  return [...days].map(([day, own]) => (
    <section key={day} aria-label={dayWords(day)} className="columns-2-side border-t border-line pt-3">
      <h3 className="text-sm font-semibold">{dayWords(day)}</h3>
      <ul className="grid min-w-0 gap-3">
        {own.map(row => (
          <li key={row.postId} className="min-w-0">
            <MaintenanceLine row={row} now={now} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

/** What it is, how far it is, when, and on which servers. */
export function MaintenanceLine({ row, now }: { row: DeskMaintenance; now: Date }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <a href={`/desk/posts/${row.postId}`} className="inline-block min-h-6 font-semibold wrap-anywhere">
          {row.title}
        </a>
        <Badge {...lookOfMaintenance(row, now)} />
      </p>
      <p className="text-sm text-soft">
        <LocalPeriod from={row.startsAt} to={shownEnd(row, now)} /> · {maintenanceDetails(row)}
      </p>
      <EndNote row={row} now={now} />
    </>
  )
}

/** What customers read of an end that is past. */
export function EndNote({ row, now }: { row: DeskMaintenance; now: Date }) {
  if (!isOverrun(row, now)) return null
  return (
    <p className="text-sm">
      {staffWords.rich('deskMaintenance.maintenanceRows.wasToEnd', {
        firstEndsAt: () => <LocalTime at={row.firstEndsAt ?? row.endsAt} />,
      })}
    </p>
  )
}

/** "Tuesday, 24 November 2026". */
function dayWords(day: string): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const
  return new Intl.DateTimeFormat(staffWords('language.tag'), options).format(new Date(`${day}T00:00Z`))
}
