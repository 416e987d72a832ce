import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { Strip } from '#app/_components/board/strip.tsx'
import { Wall } from '#app/_components/board/wall.tsx'
import { Moment, Period } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { BrandBoard, BrandMaintenance, BrandTrouble } from '#db/reads/brands/brand-board.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import { arrangeBoard } from '#lib/rules/servers/board.ts'
import { siteSentence } from '#lib/words/board.ts'
import { serverSentence } from '#lib/words/servers.ts'

/** Of a storm the first ones are said in sentences; the wall below has all of them. */
const mostInSentences = 40

type Props = { board: BrandBoard; zone: string }

/** What the board of a brand shows, whoever looks at it. */
export function BrandWall({ board: { now, banner, servers, troubled, work }, zone }: Props) {
  const words = readerWords()
  if (servers.length === 0)
    return (
      <div className="py-10">
        <h1 className="headline">{siteSentence(words, banner)}</h1>
        <p className="mt-4 max-w-[60ch]">{words('brands.empty')}</p>
      </div>
    )
  return (
    <>
      <div className="pt-8 pb-6">
        <h1 className="headline">{siteSentence(words, banner)}</h1>
        <div className="mt-4">
          <Strip servers={servers} />
        </div>
        <p className="mt-3 text-soft">
          {words.rich('board.asOf', { time: () => <Moment at={now} now={now} zone={zone} /> })}
        </p>
      </div>
      {troubled.length > 0 ? (
        <section aria-labelledby="open" className="mt-9">
          <h2 id="open" className="section-title mb-3">
            {words('board.open')}
          </h2>
          <ul className="grid gap-4">
            {troubled.slice(0, mostInSentences).map(trouble => (
              <li key={trouble.server.id}>
                <a href={`/servers/${trouble.server.hostname}`} className="font-semibold wrap-anywhere">
                  {serverSentence(words, trouble.banner)}
                </a>
                <TroubleFacts trouble={trouble} now={now} zone={zone} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <BrandMaintenanceList work={work} now={now} zone={zone} />
      <div className="mt-9">
        <h2 className="sr-only">{words('board.servers')}</h2>
        <Wall groups={arrangeBoard([], servers).map(group => ({ ...group, name: words('board.servers') }))} />
      </div>
    </>
  )
}

/** The state, since when, until when, and what was promised. */
export function TroubleFacts({
  trouble: { server, nextUpdateAt },
  now,
  zone,
}: {
  trouble: BrandTrouble
  now: Date
  zone: string
}) {
  const words = readerWords()
  const state = stateOf(server.status)
  if (state === 'fine') return null
  const { since, isWatching } = server.status
  const { maintenanceUntil } = server
  const time = (at: Date) => () => <Moment at={at} now={now} zone={zone} />
  return (
    <p className="meta mt-1">
      <Badge {...lookOf(state)} word={words(`servers.badge.${state}`)} />
      {since && !isWatching ? <span>{words.rich('time.since', { time: time(since) })}</span> : null}
      {maintenanceUntil ? (
        <span>{words.rich('time.untilAbout', { time: time(maintenanceUntil) })}</span>
      ) : null}
      {nextUpdateAt && nextUpdateAt > now ? (
        <span>{words.rich('brands.next', { time: time(nextUpdateAt) })}</span>
      ) : null}
    </p>
  )
}

/** Work to come, each server with its own time. */
export function BrandMaintenanceList({
  work,
  now,
  zone,
}: {
  work: readonly BrandMaintenance[]
  now: Date
  zone: string
}) {
  const words = readerWords()
  if (work.length === 0) return null
  return (
    <section aria-labelledby="planned" className="mt-9">
      <h2 id="planned" className="section-title mb-3">
        {words('brands.planned')}
      </h2>
      <ul className="grid gap-2">
        {work.slice(0, mostInSentences).map(({ hostname, label, startsAt, endsAt }) => (
          <li key={`${hostname} ${startsAt.toISOString()}`}>
            {words.rich('brands.turn', {
              server: () => <a href={`/servers/${hostname}`}>{label}</a>,
              time: () => <Period from={startsAt} to={endsAt} now={now} zone={zone} />,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
