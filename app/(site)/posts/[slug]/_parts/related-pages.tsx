import { readerWords } from '#app/_components/site/reader-words.ts'
import { PostTitle } from '#app/_components/site/spoken.tsx'
import type { Neighbours } from '#db/reads/posts/neighbours.ts'

/** The posts before and after one. */
export function RelatedPages({ neighbours: { earlier, later } }: { neighbours: Neighbours }) {
  const words = readerWords()
  if (!earlier && !later) return null
  return (
    <nav
      aria-label={words('posts.neighbours.label')}
      className="mt-9 grid gap-x-8 gap-y-3 border-t border-line pt-4 sm:grid-cols-2 print:hidden"
    >
      {earlier ? (
        <a href={`/posts/${earlier.slug}`} rel="prev" className="min-w-0 py-1 wrap-anywhere">
          <span className="block text-sm text-soft">{words('posts.neighbours.earlier')}</span>
          <PostTitle post={earlier.titled} />
        </a>
      ) : null}
      {later ? (
        <a
          href={`/posts/${later.slug}`}
          rel="next"
          className="min-w-0 py-1 wrap-anywhere sm:col-start-2 sm:text-end"
        >
          <span className="block text-sm text-soft">{words('posts.neighbours.later')}</span>
          <PostTitle post={later.titled} />
        </a>
      ) : null}
    </nav>
  )
}
