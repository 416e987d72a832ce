import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDelays } from '#db/reads/delays/delays.ts'
import { type DelayCount, type DelayKind, dayOfDelay, delayFigures } from '#lib/rules/delays/delay.ts'
import { later } from '#lib/rules/time/time.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDelays.page.howFastWeTell') })

const daysShown = 30

export default async function DelaysPage() {
  const { db } = await requireStaff()
  const counts = await readDelays(db, dayOfDelay(later(new Date(), -(daysShown - 1) * 86_400)))
  return (
    <>
      <Headline>{headlineOf(counts)}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskDelays.page.measuredOfEachAlert')}</p>
      <May act="change-site">
        <p className="mt-3">
          <a href="/desk/settings/shown">{staffWords('deskDelays.page.whetherReadersAreTold')}</a>
        </p>
      </May>
      <DayTable title={staffWords('deskDelays.page.alertToPage')} kind="public" counts={counts} />
      <DayTable title={staffWords('deskDelays.page.alertToFirstMail')} kind="mail" counts={counts} />
    </>
  )
}

function headlineOf(counts: readonly DelayCount[]): string {
  const figures = delayFigures(counts.filter(({ kind }) => kind === 'public'))
  if (!figures) return staffWords('deskDelays.page.noAlertHasChanged')
  return staffWords('deskDelays.page.nineOfTenAlerts', { howLong: howLong(figures.nineOfTen) })
}

function DayTable({
  title,
  kind,
  counts,
}: {
  title: string
  kind: DelayKind
  counts: readonly DelayCount[]
}) {
  const days = Map.groupBy(
    counts.filter(count => count.kind === kind),
    ({ day }) => day,
  )
  if (days.size === 0) return null
  return (
    <Part title={title}>
      <section
        className="overflow-x-auto"
        aria-label={staffWords('deskDelays.page.titleByDay', { title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled sideways has to be reached by keys.
        tabIndex={0}
      >
        <table className="min-w-[36rem] text-left tabular-nums">
          <thead>
            <tr>
              {[
                staffWords('deskDelays.page.day'),
                staffWords('deskDelays.page.halfWithin'),
                staffWords('deskDelays.page.nineOfTenWithin'),
                staffWords('deskDelays.page.allWithin'),
                staffWords('deskDelays.page.measured'),
              ].map(name => (
                <th key={name} scope="col" className="py-2 pr-6 text-left font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...days].map(([day, ofDay]) => (
              <DayRow key={day} day={day} counts={ofDay} />
            ))}
          </tbody>
        </table>
      </section>
    </Part>
  )
}

function DayRow({ day, counts }: { day: string; counts: readonly DelayCount[] }) {
  const figures = delayFigures(counts)
  if (!figures) return null
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-2 pr-6 text-left font-normal whitespace-nowrap">
        {day}
      </th>
      {[figures.half, figures.nineOfTen, figures.most].map((ms, at) => (
        <td key={['half', 'nine', 'all'][at]} className="py-2 pr-6 whitespace-nowrap">
          {howLong(ms)}
        </td>
      ))}
      <td className="py-2">{staffWords('deskDelays.page.count', { count: figures.count })}</td>
    </tr>
  )
}

/** "80 ms", "1.3 s", "4 min". */
function howLong(ms: number): string {
  if (ms < 1_000) return staffWords('deskDelays.page.milliseconds', { ms })
  if (ms < 10_000) return staffWords('deskDelays.page.fewSeconds', { seconds: ms / 1000 })
  if (ms < 120_000) return staffWords('deskDelays.page.seconds', { seconds: Math.round(ms / 1000) })
  return staffWords('deskDelays.page.minutes', { minutes: Math.ceil(ms / 60_000) })
}
