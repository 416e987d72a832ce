import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'

/** Numbered points of a post. Each has an address of its own, so that a comment can cite "point 6". */
export function Points({ children }: { children?: ReactNode }) {
  return <ol className="my-6 grid max-w-[72ch] list-none gap-2 p-0">{children}</ol>
}

type PointProps = {
  number: string
  id?: string
  /** What staff have made clearer since, and what readers say of it. */
  notes?: ReactNode
  children?: ReactNode
}

/** One point. The number comes from its place in the post; id is a name that survives when points are reordered. */
export function Point({ number, id, notes, children }: PointProps) {
  return (
    <li
      id={`point-${number}`}
      // Browsers number the list for assistive technology; a second list goes on where the first one ended.
      value={Number(number)}
      className="grid scroll-mt-4 grid-cols-[2.5rem_1fr] rounded-lg border border-line bg-card target:border-focus target:bg-work-bg has-[:target]:border-focus has-[:target]:bg-work-bg"
    >
      <a
        href={`#${id ?? `point-${number}`}`}
        aria-label={readerWords()('posts.text.linkToPoint', { number })}
        className="permalink flex min-h-11 items-start justify-center rounded-lg pt-3 font-semibold text-soft figures no-underline hover:text-ink hover:underline"
      >
        {number}
      </a>
      <div id={id} className="min-w-0 scroll-mt-4 py-3 pe-4 *:first:mt-0 *:last:mb-0">
        {children}
        {notes}
      </div>
    </li>
  )
}
