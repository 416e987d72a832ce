import { staffWords } from '#app/desk/staff-words.ts'
import type { ShownRows, WaitingKind } from '#lib/rules/desk/work-list.ts'

const places = (): Record<WaitingKind, { href: string; words: string }> => ({
  promiseLate: { href: '/desk/incidents?state=open', words: staffWords('deskNow.leftRows.lateUpdates') },
  untaken: {
    href: '/desk/incidents?state=open',
    words: staffWords('deskNow.leftRows.incidents'),
  },
  held: { href: '/desk/incidents?state=held', words: staffWords('deskNow.leftRows.heldIncidents') },
  promiseSoon: {
    href: '/desk/incidents?state=open',
    words: staffWords('deskNow.leftRows.updatesThatAreDue'),
  },
  end: { href: '/desk/incidents?state=open', words: staffWords('deskNow.leftRows.incidentsThatAreClear') },
  cleaned: { href: '/desk/incidents?state=open', words: staffWords('deskNow.leftRows.filesThatNobodyFinds') },
  guess: { href: '/desk/incidents?state=held', words: 'guesses' },
  question: { href: '/desk/alerts?state=firing', words: staffWords('deskNow.leftRows.alerts') },
  comments: { href: '/desk/posts', words: staffWords('deskNow.leftRows.commentsWaiting') },
  withheld: { href: '/desk/deliveries', words: staffWords('deskNow.leftRows.postsOfWhichCustomers') },
  stuck: { href: '/desk/deliveries', words: 'deliveries' },
  unmatched: { href: '/desk/unmatched', words: staffWords('deskNow.leftRows.namesWithoutAServer') },
  silent: { href: '/desk/sources', words: staffWords('deskNow.leftRows.silentSources') },
})

/** What waits besides what is shown: it comes up as that is done. */
export function LeftRows({ left }: Pick<ShownRows, 'left'>) {
  if (left.length === 0) return null
  return (
    <ul className="grid gap-1">
      {left.map(({ kind, count }) => (
        <li key={kind}>
          {staffWords.rich('deskNow.leftRows.andMore', {
            count,
            words: places()[kind].words,
            link: text => <a href={places()[kind].href}>{text}</a>,
          })}
        </li>
      ))}
    </ul>
  )
}
