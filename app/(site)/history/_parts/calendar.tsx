import { readerWords } from '#app/_components/site/reader-words.ts'
import { type Month, weeksOf } from '#lib/rules/time/month.ts'
import { ourSite } from '#lib/site.ts'
import { longDay, monthName, weekdayNames } from '#lib/words/moment.ts'

type Props = { month: Month; linksOf: ReadonlyMap<string, { href: string; count: number }> }

/** The days of a month; those with posts lead to them. */
export function Calendar({ month, linksOf }: Props) {
  const words = readerWords()
  const { weekStart } = ourSite()
  return (
    <table className="calendar">
      <caption className="sr-only">{words('history.calendar', { month: monthName(words, month) })}</caption>
      <thead>
        <tr>
          {weekdayNames(words, weekStart).map(day => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, weekStart).map(week => (
          <tr key={week.find(day => day !== null)}>
            {week.map((day, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week never move
              <td key={place}>{day ? <Day day={day} link={linksOf.get(day)} /> : null}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, link }: { day: string; link: { href: string; count: number } | undefined }) {
  const words = readerWords()
  const number = Number(day.slice(8))
  if (!link) return <span>{number}</span>
  return (
    <a
      href={link.href}
      aria-label={words('history.day', { day: longDay(words, new Date(day)), count: link.count })}
    >
      {number}
    </a>
  )
}
