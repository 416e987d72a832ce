import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import type { Finding } from '#lib/flows/servers/find-server.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { Role } from '#lib/rules/servers/server-query.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { rolesKey, shownName } from './finding-sentence.ts'

type AnswerProps = { finding: Finding; now: Date }

/** What was understood, where it is less than was typed, and where to go from there. */
export function FindingAnswer({ finding, now }: AnswerProps) {
  return (
    <>
      {finding.understood ? <Understood {...finding.understood} /> : null}
      <NextSteps finding={finding} now={now} />
    </>
  )
}

function Understood({ name, others }: { name: string; others: readonly string[] }) {
  const words = readerWords()
  return (
    <p className={text}>
      {words.rich('find.understood', {
        name: () => <strong className="break-all">{shownName(name)}</strong>,
      })}
      {others.slice(0, mostOthers).map(other => (
        <span key={other}>
          {' '}
          <a href={`/find?${new URLSearchParams({ q: other })}`} className="inline-block py-1 break-all">
            {words('find.instead', { name: shownName(other) })}
          </a>
        </span>
      ))}
    </p>
  )
}

function NextSteps({ finding, now }: AnswerProps) {
  const words = readerWords()
  switch (finding.is) {
    case 'server':
      return <Places places={[{ server: finding.server, roles: [] }]} now={now} />
    case 'domain':
      return (
        <>
          <Places places={finding.places} now={now} />
          <p className="mt-3">
            <a href={`/subscribe?domain=${finding.name}`} className="inline-block py-1">
              {words('find.domain.notices', { name: shownName(finding.name) })}
            </a>
          </p>
        </>
      )
    case 'nothing':
    case 'unclear':
      return <p className={text}>{words(`find.${finding.is}.next`)}</p>
    case 'elsewhere':
    case 'unknown':
    case 'often':
    case 'unanswered':
      return (
        <>
          <p className={text}>{words(`find.${finding.is}.next`)}</p>
          <WhatElse />
        </>
      )
  }
}

const text = 'mt-4 max-w-[60ch]'

/** A pasted text may hold many names. */
const mostOthers = 3

function WhatElse() {
  const words = readerWords()
  return (
    <ul className="mt-3 max-w-[60ch] list-disc pl-5">
      <li className="mt-1">{words('find.tryServer')}</li>
      <li className="mt-1">{words.rich('find.tryBoard', { board: chunk => <a href="/">{chunk}</a> })}</li>
    </ul>
  )
}

type Found = { server: FoundServer; roles: Role[] }

function Places({ places, now }: { places: readonly Found[]; now: Date }) {
  return (
    <ul className="rows mt-6">
      {places.map(place => (
        <PlaceRow key={place.server.id} place={place} isAlone={places.length === 1} now={now} />
      ))}
    </ul>
  )
}

/** isAlone: the headline says already how it is. */
function PlaceRow({ place, isAlone, now }: { place: Found; isAlone: boolean; now: Date }) {
  const words = readerWords()
  const { server, roles } = place
  const { since, isWatching } = server.status
  const state = stateOf(server.status)
  return (
    <li className="columns-2-side items-baseline py-2.5">
      <p className="meta">
        <Badge {...lookOf(state)} word={words(`servers.badge.${state}`)} />
        {state !== 'fine' && since && !isWatching ? (
          <span>{words.rich('time.since', { time: () => <Moment at={since} now={now} /> })}</span>
        ) : null}
      </p>
      <div className="min-w-0">
        {isAlone ? null : (
          <p>
            {words('find.domain.yours', {
              roles: rolesKey(roles),
              banner: serverSentence(words, server.banner),
            })}
          </p>
        )}
        <p className="flex flex-wrap gap-x-6">
          <a href={`/servers/${server.hostname}`} className="py-1 break-all">
            {words('find.about', { server: server.label })}
          </a>
          <a href={`/subscribe?server=${server.id}`} className="py-1">
            {words('find.notices', { server: server.label })}
          </a>
        </p>
      </div>
    </li>
  )
}
