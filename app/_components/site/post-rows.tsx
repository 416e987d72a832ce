import type { ReactNode } from 'react'
import type { ListedPost } from '#db/reads/posts/post-list.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { happenedAt } from '#lib/rules/posts/happened.ts'
import { DayOf } from './moment.tsx'
import { readerWords } from './reader-words.ts'
import { LanguageMark, PostTitle, titleForReader } from './spoken.tsx'

type Props = {
  posts: readonly ListedPost[]
  now: Date
  /** The fragment by which a row is found; left out: none. */
  anchorOf?: (post: ListedPost) => string | undefined
  /** What stands below a row; left out: nothing. */
  renderBelow?: (post: ListedPost) => ReactNode
}

/** Posts in rows: the day, the title, what it is. */
export function PostRows({ posts, now, anchorOf, renderBelow }: Props) {
  return (
    <ul className="rows">
      {posts.map(post => (
        <li
          key={post.id}
          id={anchorOf?.(post)}
          className="columns-2-side items-baseline scroll-mt-4 py-2.5 target:bg-work-bg"
        >
          <p className="text-sm text-soft">
            <DayOf at={happenedAt(post)} now={now} />
          </p>
          <div className="min-w-0 sm:flex sm:items-baseline sm:gap-6">
            <a href={`/posts/${post.slug}`} className="inline-block min-h-6 min-w-0 flex-1 wrap-anywhere">
              <PostTitle post={post.titled} />
            </a>
            <p className="meta shrink-0">
              <Meta post={post} now={now} />
            </p>
          </div>
          {renderBelow?.(post)}
        </li>
      ))}
    </ul>
  )
}

/** What it is, where it stands, loud while it is open, and how many have commented. */
function Meta({ post, now }: { post: ListedPost; now: Date }) {
  const { kind, commentCount, isPinned, hasReview, slug } = post
  const phase = post.maintenance ? maintenancePhase(post.maintenance, now) : post.phase
  const words = readerWords()
  const state = phase ? words(`posts.phaseInList.${phase}`) : null
  const isOpen = phase !== 'resolved' && phase !== 'completed' && phase !== 'cancelled'
  return (
    <>
      {isPinned ? <b>{words('posts.pinned')}</b> : null}
      <span>{words(`posts.kindInList.${kind}`)}</span>
      {state ? isOpen ? <b>{state}</b> : <span>{state}</span> : null}
      <LanguageMark language={titleForReader(post.titled).language} />
      {hasReview ? <a href={`/posts/${slug}#review`}>{words('reviews.inList')}</a> : null}
      {commentCount > 0 ? <span>{words('posts.list.comments', { count: commentCount })}</span> : null}
    </>
  )
}
