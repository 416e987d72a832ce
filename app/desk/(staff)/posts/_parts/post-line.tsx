import { Badge } from '#app/_components/board/badge.tsx'
import type { OpenLook } from '#app/_components/board/open-look.ts'
import { DayOf } from '#app/_components/site/moment.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskPost } from '#db/reads/posts/desk-posts.ts'
import type { DeskPostState } from '#lib/rules/posts/desk-post.ts'

/** Posts in rows: where each stands, its title, what it is. */
export function PostLines({ posts, now }: { posts: readonly DeskPost[]; now: Date }) {
  return (
    <ul className="rows">
      {posts.map(post => (
        <li key={post.id} className="columns-2-side items-baseline py-2.5">
          <p className="text-sm">
            <Badge {...lookOfState(post.state)} />
          </p>
          <div className="min-w-0 sm:flex sm:items-baseline sm:gap-6">
            <a href={`/desk/posts/${post.id}`} className="inline-block min-h-6 min-w-0 flex-1 wrap-anywhere">
              {post.title}
            </a>
            <p className="shrink-0 text-sm text-soft">
              {metaOf(post)} · <DayOf at={post.publishedAt ?? post.startedAt} now={now} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Shape and word of where a post stands. */
export function lookOfState(state: DeskPostState): OpenLook {
  switch (state) {
    case 'held':
      return { tone: 'slow', shape: 'eye', word: staffWords('deskPosts.postLine.held') }
    case 'open':
      return { tone: 'work', shape: 'dot', word: staffWords('deskPosts.postLine.open') }
    case 'draft':
      return { tone: 'plain', shape: 'ring', word: staffWords('deskPosts.postLine.draft') }
    case 'over':
      return { tone: 'fine', shape: 'tick', word: staffWords('deskPosts.postLine.over') }
    case 'cancelled':
      return { tone: 'plain', shape: 'cross', word: staffWords('deskPosts.postLine.cancelled') }
    case 'dismissed':
      return { tone: 'plain', shape: 'cross', word: staffWords('deskPosts.postLine.dismissed') }
    case 'withdrawn':
      return { tone: 'plain', shape: 'cross', word: staffWords('deskPosts.postLine.withdrawn') }
  }
}

function metaOf({ kind, phase, state, hasDraft, publishAt, commentCount }: DeskPost): string {
  const parts = [
    staffWords(`posts.kindInList.${kind}`),
    ...(phase && state === 'open' ? [staffWords(`posts.phaseInList.${phase}`)] : []),
    ...(hasDraft && state !== 'draft' ? [staffWords('deskPosts.postLine.aDraftWaits')] : []),
    ...(publishAt ? [staffWords('deskPosts.postLine.publishesItself')] : []),
    ...(commentCount > 0 ? [staffWords('deskPosts.postLine.comments', { commentCount })] : []),
  ]
  return parts.join(' · ')
}
