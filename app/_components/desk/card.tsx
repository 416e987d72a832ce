import type { ReactNode } from 'react'

/** A state's colour; it only repeats what the words say. */
export type CardTone = 'plain' | 'seen' | 'slow' | 'part' | 'down' | 'work'

/** One thing that staff look at. */
export function Card({ tone, children }: { tone?: CardTone; children: ReactNode }) {
  return (
    <article data-tone={tone} className="card grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      {children}
    </article>
  )
}

/** A titled part of a page. */
export function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section aria-label={title} id={id} className="mt-9 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="section-title">{title}</h2>
      {children}
    </section>
  )
}

/** The page's one sentence. */
export function Headline({ children }: { children: ReactNode }) {
  return (
    <h1 className="headline mt-8 mb-2" data-at="desk">
      {children}
    </h1>
  )
}
