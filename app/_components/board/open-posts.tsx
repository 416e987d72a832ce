import type { ReactNode } from 'react'
import { DayOf, Moment } from '#app/_components/site/moment.tsx'
import type { OpenPost } from '#db/reads/open-posts.ts'
import { impactPhrase } from '#lib/rules/wording.ts'
import { phaseWord } from '#lib/rules/post.ts'
import { Badge } from './badge.tsx'
import { lookOf, type Tone } from './look.ts'
import type { ShapeName } from './shape.tsx'

type Props = { posts: readonly OpenPost[]; now: Date; renderText: (text: string) => ReactNode }

/** What is open: state and time at the side, then the title, the last word, and what was promised and told. */
export function OpenPosts({ posts, now, renderText }: Props) {
  return (
    <ul className="grid gap-3">
      {posts.map(post => (
        <OpenPostCard key={post.id} post={post} now={now} renderText={renderText} />
      ))}
    </ul>
  )
}

function OpenPostCard({ post, now, renderText }: { post: OpenPost } & Omit<Props, 'posts'>) {
  const look = openLook(post)
  const text = post.latest?.body ?? post.summary
  return (
    <li data-tone={look.tone} className="card columns-2-side">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm sm:block">
        <Badge {...look} />
        <p className="text-soft sm:mt-1.5">
          <Times post={post} now={now} />
        </p>
      </div>
      <div className="min-w-0">
        <h3 className="text-lg leading-snug font-semibold break-words">
          {post.slug ? <a href={`/posts/${post.slug}`}>{post.title}</a> : post.title}
        </h3>
        {text && text !== post.title ? <div className="words mt-1">{renderText(text)}</div> : null}
        <Meta post={post} now={now} />
      </div>
    </li>
  )
}

function Times({ post: { work, kind, startedAt, slug }, now }: { post: OpenPost; now: Date }) {
  if (work?.isRunning)
    return (
      <>
        since <Moment at={work.startsAt} now={now} />, until about <Moment at={work.endsAt} now={now} />
      </>
    )
  if (work)
    return (
      <>
        <Moment at={work.startsAt} now={now} /> to <Moment at={work.endsAt} now={now} />
      </>
    )
  if (kind === 'advisory' && slug) return <DayOf at={startedAt} now={now} />
  return (
    <>
      since <Moment at={startedAt} now={now} />
    </>
  )
}

function Meta({ post: { phase, work, isWatching, nextUpdateAt, told }, now }: { post: OpenPost; now: Date }) {
  const isLate = nextUpdateAt !== null && nextUpdateAt < now
  const parts = [
    phase && !work && !isWatching ? <b key="phase">{phaseWord(phase)}</b> : null,
    nextUpdateAt ? (
      <span key="next">
        {isLate ? 'next update is late, it was due by ' : 'next update by '}
        <Moment at={nextUpdateAt} now={now} />
      </span>
    ) : null,
    told ? (
      <span key="told">
        {customersTold(told.customers)}, last at <Moment at={told.lastAt} now={now} />
      </span>
    ) : null,
  ].filter(part => part !== null)
  return parts.length > 0 ? <p className="meta mt-1.5">{parts}</p> : null
}

/** "412 customers told" */
export function customersTold(count: number): string {
  return count === 1 ? '1 customer told' : `${count.toLocaleString('en')} customers told`
}

/** The state of an open post as customers read it. */
export function openLook(post: OpenPost): { tone: Tone; shape: ShapeName; word: string } {
  if (post.work) {
    const word = post.work.isRunning ? (post.work.kind === 'countermeasure' ? 'Our doing' : 'In progress') : 'Planned'
    return { tone: post.work.isRunning ? 'work' : 'plain', shape: 'diamond', word }
  }
  if (post.kind === 'advisory') return { tone: 'work', shape: 'note', word: 'Advisory' }
  if (post.kind === 'maintenance') return { tone: 'plain', shape: 'diamond', word: 'Planned' }
  if (post.impact === 'operational') return { tone: 'slow', shape: 'note', word: 'Open' }
  const word = post.isWatching ? 'recovered' : impactPhrase(post.impact, post.isChecking ? 'suspicious-file' : null)
  return { ...lookOf(word), word: word.slice(0, 1).toUpperCase() + word.slice(1) }
}
