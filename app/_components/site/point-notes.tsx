import type { PostPage } from '#db/reads/posts/post-page.ts'
import { citedPoints } from '#lib/posts/citation.ts'
import { Clarifications } from './clarifications.tsx'
import { readerWords } from './reader-words.ts'

type Props = {
  post: PostPage
  /** The point's own name, and last its number. */
  names: readonly string[]
  /** Readers may ask about it. */
  isAskable: boolean
}

/** Below a point: what staff have made clearer, how many comments speak of it, and where to ask about it. */
export function PointNotes({ post, names, isAskable }: Props) {
  const words = readerWords()
  const number = names.at(-1) ?? ''
  const speaking = post.comments.filter(comment => citedPoints(comment.body).includes(Number(number)))
  const [first] = speaking
  return (
    <>
      <Clarifications post={post} names={names} />
      {first || isAskable ? (
        <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft">
          {first ? (
            <a href={`#comment-${first.id}`} className="py-0.5">
              {words('posts.ask.spoken', { count: speaking.length })}
            </a>
          ) : null}
          {isAskable ? (
            <a
              href={`/posts/${post.slug}/ask?about=point-${number}`}
              rel="nofollow"
              className="py-0.5 print:hidden"
            >
              {words('posts.ask.point', { number })}
            </a>
          ) : null}
        </p>
      ) : null}
    </>
  )
}
