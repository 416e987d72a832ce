import type { ListedPost } from '#db/reads/post-list.ts'
import { phaseWord } from '#lib/rules/post.ts'
import { DayOf } from './moment.tsx'

/** Posts in rows: the day, the title, what it is. */
export function PostRows({ posts, now }: { posts: readonly ListedPost[]; now: Date }) {
  return (
    <ul className="rows">
      {posts.map(post => (
        <li key={post.id} className="columns-2-side items-baseline py-2.5">
          <p className="text-sm text-soft">
            <DayOf at={post.kind === 'incident' ? post.startedAt : post.publishedAt} now={now} />
          </p>
          <div className="min-w-0 sm:flex sm:items-baseline sm:gap-6">
            <a href={`/posts/${post.slug}`} className="inline-block min-h-6 min-w-0 flex-1 break-words">
              {post.title}
            </a>
            <p className="shrink-0 text-sm text-soft">{metaOf(post)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

const kindWords = { incident: 'Incident', advisory: 'Advisory', maintenance: 'Maintenance' } as const

/** What kind of post it is, as customers read it. */
export function kindWord(kind: ListedPost['kind']): string {
  return kindWords[kind]
}

function metaOf({ kind, phase, commentCount }: ListedPost): string {
  const state = phase ? phaseWord(phase).toLowerCase() : null
  const comments = commentCount === 1 ? '1 comment' : commentCount > 1 ? `${commentCount} comments` : null
  return [kindWord(kind).toLowerCase(), state, comments].filter(part => part !== null).join(' · ')
}
