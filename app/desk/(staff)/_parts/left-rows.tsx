import type { ShownRows, WaitingKind } from '#lib/rules/desk/work-list.ts'

const places: Record<WaitingKind, { href: string; words: string }> = {
  promiseLate: { href: '/desk/incidents?state=open', words: 'late updates' },
  untaken: { href: '/desk/incidents?state=open', words: 'incidents that nobody has' },
  held: { href: '/desk/incidents?state=held', words: 'held incidents' },
  promiseSoon: { href: '/desk/incidents?state=open', words: 'updates that are due soon' },
  end: { href: '/desk/incidents?state=open', words: 'incidents that are clear' },
  cleaned: { href: '/desk/incidents?state=open', words: 'files that nobody finds any more' },
  guess: { href: '/desk/incidents?state=held', words: 'guesses' },
  question: { href: '/desk/alerts?state=firing', words: 'alerts that may be over' },
  comments: { href: '/desk/posts', words: 'posts with comments that wait' },
  withheld: { href: '/desk/deliveries', words: 'posts of which customers are not told' },
  stuck: { href: '/desk/deliveries', words: 'deliveries' },
  unmatched: { href: '/desk/unmatched', words: 'names without a server' },
  silent: { href: '/desk/sources', words: 'silent sources' },
}

/** What waits besides what is shown: it comes up as that is done. */
export function LeftRows({ left }: Pick<ShownRows, 'left'>) {
  if (left.length === 0) return null
  return (
    <ul className="grid gap-1">
      {left.map(({ kind, count }) => (
        <li key={kind}>
          And {count.toLocaleString('en')} more: <a href={places[kind].href}>{places[kind].words}</a>
        </li>
      ))}
    </ul>
  )
}
