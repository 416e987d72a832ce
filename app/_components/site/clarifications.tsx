import type { PostPage } from '#db/reads/posts/post-page.ts'
import { ourSite } from '#lib/site.ts'
import { CommentText } from './comment-text.tsx'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'

/** What staff answered to readers about one point of a post, beside it. names: the point's own, and its number. */
export function Clarifications({ post, names }: { post: PostPage; names: readonly string[] }) {
  const words = readerWords()
  const own = post.comments.filter(({ clarifies }) => clarifies !== null && names.includes(clarifies))
  return own.map(({ id, authorName, body, publishedAt }) => (
    <aside key={id} className="mt-3 rounded-md border-s-4 border-work bg-work-bg px-3 py-2">
      <p className="text-sm text-soft">
        <a href={`#comment-${id}`}>
          {words.rich('posts.clarified', {
            name: words('posts.comments.staffName', { name: authorName, site: ourSite().name }),
            time: () => <Moment at={publishedAt} now={post.now} />,
          })}
        </a>
      </p>
      <CommentText text={body} points={0} />
    </aside>
  ))
}
