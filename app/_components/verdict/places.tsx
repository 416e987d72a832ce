import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PostTitle } from '#app/_components/site/spoken.tsx'
import type { ExaminedFor } from '#db/reads/agents/examined.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import type { OpenFor } from '#db/reads/servers/open-for.ts'
import { rolesKey } from '#lib/flows/servers/finding-sentence.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { Role } from '#lib/rules/servers/server-query.ts'
import { adviceFor } from '#lib/rules/servers/verdict.ts'
import { betweenOf } from '#lib/words/list.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { Examined } from './examined.tsx'
import { RememberForm } from './remember-form.tsx'
import { Trouble } from './trouble.tsx'

export type Place = { server: FoundServer; roles: Role[] }

type Props = {
  places: readonly Place[]
  open: OpenFor
  /** This browser remembers the server already. */
  isRemembered: boolean
  now: Date
}

/** Each server that is meant: how it is, why, what we do, and what its customers can do. */
export function Places({ places, open, isRemembered, now }: Props) {
  return (
    <>
      <ul className="rows mt-6">
        {places.map(place => (
          <PlaceRow
            key={place.server.id}
            place={place}
            posts={open.posts.get(place.server.id) ?? []}
            examined={open.examined.filter(each => each.serverId === place.server.id)}
            isAlone={places.length === 1}
            isRemembered={isRemembered}
            now={now}
          />
        ))}
      </ul>
      <Elsewhere incidents={open.elsewhere} />
      <p className="mt-3 text-sm text-soft">
        {readerWords().rich('find.verdict.asOf', { time: () => <Moment at={now} now={now} /> })}
      </p>
    </>
  )
}

type RowProps = {
  place: Place
  posts: readonly OpenPost[]
  examined: readonly ExaminedFor[]
  isAlone: boolean
  isRemembered: boolean
  now: Date
}

/** isAlone: the headline says already how it is. */
function PlaceRow({ place, posts, examined, isAlone, isRemembered, now }: RowProps) {
  const words = readerWords()
  const { server, roles } = place
  const state = stateOf(server.status)
  return (
    <li className="columns-2-side items-baseline py-2.5">
      <p className="meta">
        <Badge {...lookOf(state)} word={words(`servers.badge.${state}`)} />
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
        {state === 'fine' ? (
          <p className="max-w-[60ch]">{words(`find.advice.${adviceFor(state)}`)}</p>
        ) : (
          <Trouble server={server} posts={posts} now={now} />
        )}
        <Examined examined={examined} label={server.label} now={now} />
        <p className="flex flex-wrap gap-x-6">
          <a href={`/servers/${server.hostname}`} className="py-1 break-all">
            {words('find.about', { server: server.label })}
          </a>
          <a href={`/subscribe?server=${server.id}`} className="py-1">
            {words('find.notices', { server: server.label })}
          </a>
        </p>
        <RememberForm hostname={server.hostname} label={server.label} isRemembered={isRemembered} />
      </div>
    </li>
  )
}

/** How many are named; the board shows all. */
const mostNamed = 3

/** What the reader may have heard of, and is not theirs. */
function Elsewhere({ incidents }: { incidents: readonly OpenPost[] }) {
  const words = readerWords()
  if (incidents.length === 0) return null
  const more = incidents.length - mostNamed
  const between = betweenOf(words)
  return (
    <p className="mt-3 max-w-[60ch]">
      {words.rich('find.verdict.elsewhere', {
        count: incidents.length,
        list: () => (
          <>
            {incidents.slice(0, mostNamed).map((post, index) => (
              <span key={post.id}>
                {index > 0 ? between : null}
                <a href={`/posts/${post.slug}`} className="inline-block py-1">
                  <PostTitle post={post.titled} />
                </a>
              </span>
            ))}
            {more > 0 ? between + words('find.verdict.more', { count: more }) : null}
          </>
        ),
      })}
    </p>
  )
}
