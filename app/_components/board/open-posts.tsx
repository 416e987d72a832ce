import type { ReactNode } from 'react'
import { Moment } from '#app/_components/site/moment.tsx'
import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { LanguageMark, PostTitle, SpokenBox, titleForReader } from '#app/_components/site/spoken.tsx'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { currentLanguage } from '#lib/language.ts'
import type { Spoken } from '#lib/rules/languages/translation.ts'
import { splitOpen } from '#lib/rules/posts/open-list.ts'
import { ourSite } from '#lib/site.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { nameServers } from '#lib/words/servers.ts'
import { spokenPart, spokenText } from '#lib/words/spoken-posts.ts'
import { Badge } from './badge.tsx'
import { MaintenanceEnd } from './maintenance-end.tsx'
import { openLook } from './open-look.ts'
import { OpenTable } from './open-table.tsx'
import { OpenTimes } from './open-times.tsx'

type Props = {
  posts: readonly OpenPost[]
  now: Date
  /** What the servers are called, by id. */
  labels: ReadonlyMap<string, string>
  renderText: (text: string) => ReactNode
}

/** What is open, the first few as cards and the others as lines. A card has state and time at the side, then the title, the last word, and what was promised and told. */
export function OpenPosts({ posts, ...rest }: Props) {
  const { whole, lines } = splitOpen(posts)
  return (
    <>
      <ul className="grid gap-2.5">
        {whole.map(post => (
          <OpenPostCard key={post.id} post={post} {...rest} />
        ))}
      </ul>
      {lines.length > 0 ? <OpenTable posts={lines} now={rest.now} labels={rest.labels} /> : null}
    </>
  )
}

function OpenPostCard({ post, now, labels, renderText }: { post: OpenPost } & Omit<Props, 'posts'>) {
  const words = readerWords()
  const look = openLook(words, post)
  const title = titleForReader(post.titled)
  const last = lastSaid(post)
  // An entry that Allclear noted itself may say no more than the title.
  const said = last?.text === `${title.text}.` ? null : last
  const on = said || post.slug ? null : onServers(post, labels)
  return (
    <li data-tone={look.tone} className="card columns-2-side columns-3-side">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm sm:block sm:pt-0.5">
        <Badge {...look} />
        <p className="text-soft sm:mt-1">
          <OpenTimes post={post} now={now} />
        </p>
      </div>
      <div className="min-w-0">
        <h3 className="text-lg leading-snug font-semibold wrap-anywhere">
          {post.slug ? (
            <a href={`/posts/${post.slug}`}>
              <PostTitle post={post.titled} />
            </a>
          ) : (
            <PostTitle post={post.titled} />
          )}
        </h3>
        {said?.text ? (
          <SpokenBox spoken={said} className="mt-1">
            {renderText(said.text)}
          </SpokenBox>
        ) : (
          <LanguageMark language={title.language} />
        )}
        {on ? <div className="words mt-1">{renderText(on)}</div> : null}
      </div>
      <Promised post={post} now={now} />
    </li>
  )
}

/** What was written last, else what the post says in short; null: nothing. */
function lastSaid({ latest, summary }: OpenPost): Spoken | null {
  const words = readerWords()
  return latest ? spokenText(words, currentLanguage(), latest) : spokenPart(words, summary)
}

function onServers(post: OpenPost, labels: ReadonlyMap<string, string>): string | null {
  const names = post.serverIds.flatMap(id => labels.get(id) ?? []).sort()
  const words = readerWords()
  return names.length > 0 ? words('posts.open.on', { names: nameServers(words, names) }) : null
}

/** Where it stands, when readers hear next, and who was told. */
function Promised({
  post: { phase, maintenance, isWatching, nextUpdateAt, told },
  now,
}: {
  post: OpenPost
  now: Date
}) {
  const words = readerWords()
  return (
    <ul className="text-sm text-soft flex flex-wrap gap-x-4 sm:col-start-2 lg:col-start-auto lg:block lg:pt-0.5">
      {phase && !maintenance && !isWatching ? (
        <li>
          <b className="font-semibold text-ink">{phaseLabel(words, phase)}</b>
        </li>
      ) : null}
      {maintenance?.isRunning ? (
        <li>
          <MaintenanceEnd {...maintenance} now={now} />
        </li>
      ) : null}
      {nextUpdateAt ? (
        <li>
          <NextUpdate at={nextUpdateAt} now={now} place="card" />
        </li>
      ) : null}
      {told && ourSite().shows.told ? (
        <li>
          {words.rich('posts.open.told', {
            count: told.customers,
            time: () => <Moment at={told.lastAt} now={now} />,
          })}
        </li>
      ) : null}
    </ul>
  )
}
