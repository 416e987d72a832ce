'use client'

import { usePathname } from 'next/navigation'

/** An entry of the desk's menu. waiting: how many things of it wait for a person. */
export type MenuEntry = { href: string; word: string; waiting?: { count: number; what: string } }

/** The desk's pages; a count stands beside what waits for somebody. */
export function DeskMenu({ entries }: { entries: readonly MenuEntry[] }) {
  const here = usePathname()
  return (
    <nav
      aria-label="Desk"
      className="order-last flex w-full flex-wrap gap-x-4 text-sm lg:order-none lg:w-auto"
    >
      {entries.map(({ href, word, waiting }) => (
        <a
          key={href}
          href={href}
          aria-current={isWithin(here, href) ? 'page' : undefined}
          className="nav-link"
        >
          {word}{' '}
          {waiting && waiting.count > 0 ? (
            <span className="ml-0.5 rounded-full bg-slow-bg px-1.5 text-sm font-semibold text-slow tabular-nums">
              {waiting.count}
              <span className="sr-only"> {waiting.what}</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  )
}

/** The desk's first page is above all others. */
function isWithin(path: string, href: string): boolean {
  return path === href || (href.startsWith('/desk/') && path.startsWith(`${href}/`))
}
