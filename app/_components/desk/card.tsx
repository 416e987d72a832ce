import type { ReactNode } from 'react'

const edges = {
  plain: 'border-l-line',
  slow: 'border-l-slow',
  down: 'border-l-down',
  ok: 'border-l-ok',
  work: 'border-l-work',
}
export type Edge = keyof typeof edges

/** One thing that staff look at. The edge's colour only repeats what its words say. */
export function Card({ edge = 'plain', children }: { edge?: Edge; children: ReactNode }) {
  return (
    <article
      className={`grid min-w-0 gap-3 rounded-lg border border-l-[.3rem] border-line bg-card px-4 py-4 sm:px-5 ${edges[edge]}`}
    >
      {children}
    </article>
  )
}

/** A titled part of a page. */
export function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section aria-label={title} id={id} className="mt-10 grid min-w-0 gap-4">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** The page's one sentence. */
export function Headline({ children }: { children: ReactNode }) {
  return (
    <h1 className="mt-8 mb-2 max-w-[24em] font-serif text-[clamp(1.6rem,4vw,2.4rem)] leading-tight font-medium text-balance">
      {children}
    </h1>
  )
}
