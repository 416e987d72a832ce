import { Days } from '#app/_components/board/days.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { historyDays, type ServerPage, type ToldChange } from '#db/reads/servers/server-page.ts'
import { type DayEvent, eventsOfDay } from '#lib/rules/servers/day-events.ts'
import { daysOf } from '#lib/rules/servers/history.ts'
import { conditionLabel, lastDaysSentence } from '#lib/words/servers.ts'

/** As many are read; who fails by turns fails some hundred times. */
const mostEvents = 12

/** Each day by its worst, how long it was in trouble since it is ours, and what happened on each day. */
export function LastDays({ page: { server, changes, until, now } }: { page: ServerPage }) {
  const words = readerWords()
  const days = daysOf(changes, server.createdAt, historyDays, until)
  const { retiredAt } = server
  const sentence = lastDaysSentence(words, { ...server, changes }, historyDays, until)
  return (
    <Days
      days={days}
      now={now}
      retiredAt={retiredAt}
      sentence={sentence}
      renderDay={day => (
        <Events
          events={eventsOfDay(changes, day.date, until).map(event => ({
            ...event,
            until: event.until ?? retiredAt,
          }))}
          now={now}
        />
      )}
    />
  )
}

function Events({ events, now }: { events: readonly DayEvent<ToldChange>[]; now: Date }) {
  const left = events.length - mostEvents
  return (
    <ul className="list-disc">
      {events.slice(0, mostEvents).map(event => (
        <li key={event.from.getTime()} className="py-0.5">
          <Event event={event} now={now} />
        </li>
      ))}
      {left > 0 ? <li>{readerWords()('servers.events.more', { count: left })}</li> : null}
    </ul>
  )
}

function Event({
  event: { from, until, condition, change },
  now,
}: {
  event: DayEvent<ToldChange>
  now: Date
}) {
  const words = readerWords()
  const label = conditionLabel(words, condition)
  const begin = () => <Moment at={from} now={now} />
  return (
    <>
      {until
        ? words.rich('servers.events.ended', {
            from: begin,
            until: () => <Moment at={until} now={now} />,
            condition: label,
          })
        : words.rich('servers.events.lasting', { from: begin, condition: label })}
      {change.post ? (
        <>
          {' · '}
          <a href={`/posts/${change.post.slug}`} className="wrap-anywhere">
            {change.post.title}
          </a>
        </>
      ) : null}
    </>
  )
}
