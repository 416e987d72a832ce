'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

/** An entry of the desk's menu. waiting: how many things of it wait for a person. */
export type MenuEntry = {
  href: string
  word: string
  waiting?: { count: number; what: string }
  /** Addresses that the entry's page leads to, and which belong to it. */
  also?: string | readonly string[]
}

/** Entries that belong together; a line sets them apart from the next ones. */
export type MenuGroup = readonly MenuEntry[]

/** children: what ends the opened menu on a narrow screen. */
type Props = { groups: readonly MenuGroup[]; children: ReactNode }

/** The desk's pages. On a wide screen they are in one row; on a narrow one a press opens them, also without scripts. */
export function DeskMenu({ groups, children }: Props) {
  const here = usePathname()
  const { menu } = useDeskWords()
  const entries = groups.flat()
  const current = entries.find(entry => isAt(here, entry))
  const [first] = entries
  return (
    <nav aria-label={menu.desk} className="desk-menu">
      <details key={here} className="lg:hidden">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
          <span aria-hidden="true">☰</span>
          <span className="max-w-[calc(100vw-14rem)] truncate">
            <span className="sr-only">{menu.youAreAt} </span>
            {current?.word ?? menu.menu}
          </span>
          {first?.waiting ? <Badge {...first.waiting} /> : null}
        </summary>
        <div className="desk-menu-sheet">
          <Groups groups={groups} here={here} />
          {children}
        </div>
      </details>
      <div className="hidden flex-wrap lg:flex">
        <Groups groups={groups} here={here} />
      </div>
    </nav>
  )
}

function Groups({ groups, here }: Pick<Props, 'groups'> & { here: string }) {
  return groups.map(group => (
    <ul key={group[0]?.href} className="desk-menu-group">
      {group.map(entry => (
        <li key={entry.href}>
          <a href={entry.href} aria-current={isAt(here, entry) ? 'page' : undefined} className="nav-link">
            {entry.word} {entry.waiting ? <Badge {...entry.waiting} /> : null}
          </a>
        </li>
      ))}
    </ul>
  ))
}

function Badge({ count, what }: NonNullable<MenuEntry['waiting']>) {
  const { tag } = useDeskWords()
  if (count === 0) return null
  return (
    <span className="ml-0.5 rounded-full bg-slow-bg px-1.5 text-sm font-semibold text-slow tabular-nums">
      {count.toLocaleString(tag)}
      <span className="sr-only"> {what}</span>
    </span>
  )
}

function isAt(path: string, { href, also }: MenuEntry): boolean {
  return [href, ...(typeof also === 'string' ? [also] : (also ?? []))].some(each => isWithin(path, each))
}

/** The desk's first page is above all others. */
function isWithin(path: string, href: string): boolean {
  return path === href || (href.startsWith('/desk/') && path.startsWith(`${href}/`))
}
