import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readDelays } from '#db/reads/delays/delays.ts'
import { type DelayCount, type DelayKind, dayOfDelay, delayFigures } from '#lib/rules/delays/delay.ts'
import { later } from '#lib/rules/time/time.ts'

export const metadata: Metadata = { title: 'How fast we tell' }

const daysShown = 30

export default async function DelaysPage() {
  const { db } = await requireStaff()
  const counts = await readDelays(db, dayOfDelay(later(new Date(), -(daysShown - 1) * 86_400)))
  return (
    <>
      <Headline>{headlineOf(counts)}</Headline>
      <p className="max-w-prose text-soft">
        Measured of each alert that changed what readers see, since it arrived here: what a tool took to
        notice the trouble is not in it, and alerts that wait for a confirmation or for you count only once
        they change a page. Figures are rounded up, by a quarter at the most. Days are in UTC.
      </p>
      <May act="change-site">
        <p className="mt-3">
          <a href="/desk/settings/shown">Whether readers are told</a>
        </p>
      </May>
      <DayTable title="From the alert to the page" kind="public" counts={counts} />
      <DayTable title="From the alert to the first mail" kind="mail" counts={counts} />
    </>
  )
}

function headlineOf(counts: readonly DelayCount[]): string {
  const figures = delayFigures(counts.filter(({ kind }) => kind === 'public'))
  if (!figures) return 'No alert has changed a page in the last 30 days.'
  return `Nine of ten alerts were on their pages within ${howLong(figures.nineOfTen)}.`
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled sideways has to be reached by keys. */}
      <section className="overflow-x-auto" aria-label={`${title}, by day`} tabIndex={0}>
        <table className="min-w-[36rem] text-left tabular-nums">
          <thead>
            <tr>
              {['Day', 'Half within', 'Nine of ten within', 'All within', 'Measured'].map(name => (
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
      <td className="py-2">{figures.count.toLocaleString('en')}</td>
    </tr>
  )
}

/** "80 ms", "1.3 s", "4 min". */
function howLong(ms: number): string {
  if (ms < 1_000) return `${ms} ms`
  if (ms < 120_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
  return `${Math.ceil(ms / 60_000)} min`
}
