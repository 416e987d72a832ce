import { Days } from '#app/_components/board/days.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PostTitle } from '#app/_components/site/spoken.tsx'
import { historyDays, type ServerPage } from '#db/reads/servers/server-page.ts'
import type { ToldChange } from '#db/reads/servers/told-changes.ts'
import { type DayEvent, eventsOfDay } from '#lib/rules/servers/day-events.ts'
import { daysOf } from '#lib/rules/servers/history.ts'
import { conditionLabel, lastDaysSentence } from '#lib/words/servers.ts'

/** As many are read; who fails by turns fails some hundred times. */
const mostEvents = 12

/** What the past of a server is drawn from. */
export type ServerPast = Pick<ServerPage, 'changes' | 'until' | 'now'> & {
  server: Pick<ServerPage['server'], 'label' | 'createdAt' | 'retiredAt'>
}

/** Each day by its worst, how long it was in trouble since it is ours, and what happened on each day. */
export function LastDays({
  page: { server, changes, until, now },
  zone,
}: {
  page: ServerPast
  zone?: string
}) {
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
          zone={zone}
        />
      )}
    />
  )
}

type EventsProps = { events: readonly DayEvent<ToldChange>[]; now: Date; zone: string | undefined }

function Events({ events, now, zone }: EventsProps) {
  const left = events.length - mostEvents
  return (
    <ul className="list-disc">
      {events.slice(0, mostEvents).map(event => (
        <li key={event.from.getTime()} className="py-0.5">
          <Event event={event} now={now} zone={zone} />
        </li>
      ))}
      {left > 0 ? <li>{readerWords()('servers.events.more', { count: left })}</li> : null}
    </ul>
  )
}

function Event({
  event: { from, until, condition, change },
  now,
  zone,
}: {
  event: DayEvent<ToldChange>
  now: Date
  zone: string | undefined
}) {
  const words = readerWords()
  const label = conditionLabel(words, condition)
  const begin = () => <Moment at={from} now={now} zone={zone} />
  return (
    <>
      {until
        ? words.rich('servers.events.ended', {
            from: begin,
            until: () => <Moment at={until} now={now} zone={zone} />,
            condition: label,
          })
        : words.rich('servers.events.lasting', { from: begin, condition: label })}
      {change.post ? (
        <>
          {' · '}
          <a href={`/posts/${change.post.slug}`} className="wrap-anywhere">
            <PostTitle post={change.post.titled} />
          </a>
        </>
      ) : null}
    </>
  )
}
