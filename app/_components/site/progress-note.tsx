import type { PatchProgress } from '#db/reads/posts/progress.ts'
import { seriesOf } from '#lib/words/list.ts'
import { readerWords } from './reader-words.ts'

/** More names are no help to who looks for one: the board and each server's page say it. */
const mostNamed = 12

/** How far the work on the servers of an advisory is: "31 of 40 servers patched". */
export function ProgressNote({ progress: { what, done, total, open } }: { progress: PatchProgress }) {
  const words = readerWords()
  const named = seriesOf(words, open.slice(0, mostNamed))
  const count = open.length - mostNamed
  return (
    <section aria-labelledby="progress" className="mb-7 grid max-w-[36rem] gap-2">
      <h2 id="progress" className="section-title">
        {words('posts.progress.title')}
      </h2>
      <p>
        <b>{words('posts.progress.count', { done, total, what })}</b>
      </p>
      <Bar share={done / total} />
      {open.length > 0 ? (
        <p className="text-sm wrap-anywhere text-soft">
          {words('posts.progress.open', { servers: named })}{' '}
          {count > 0 ? words('posts.progress.more', { count }) : null}
        </p>
      ) : null}
    </section>
  )
}

/** It only repeats what the words say. */
function Bar({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full rounded-sm">
      <rect width="100" height="4" className="fill-line" />
      <rect width={Math.round(share * 100)} height="4" className="fill-ok" />
    </svg>
  )
}
