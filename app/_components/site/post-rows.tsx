import type { ListedPost } from '#db/reads/posts/post-list.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'
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
            <a href={`/posts/${post.slug}`} className="inline-block min-h-6 min-w-0 flex-1 wrap-anywhere">
              {post.title}
            </a>
            <p className="meta shrink-0">
              <Meta post={post} now={now} />
            </p>
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

/** What it is, where it stands, loud while it is open, and how many have commented. */
function Meta({ post, now }: { post: ListedPost; now: Date }) {
  const { kind, commentCount } = post
  const phase = post.maintenance ? maintenancePhase(post.maintenance, now) : post.phase
  const state = phase ? phaseWord(phase).toLowerCase() : null
  const isOpen = phase !== 'resolved' && phase !== 'completed' && phase !== 'cancelled'
  return (
    <>
      <span>{kindWord(kind).toLowerCase()}</span>
      {state ? isOpen ? <b>{state}</b> : <span>{state}</span> : null}
      {commentCount > 0 ? <span>{commentCount === 1 ? '1 comment' : `${commentCount} comments`}</span> : null}
    </>
  )
}
