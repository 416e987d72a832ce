import { PostRows } from '#app/_components/site/post-rows.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { type MonthHistory, postsPerMonthPage } from '#db/reads/posts/history.ts'
import { happenedAt } from '#lib/rules/posts/happened.ts'
import { wallTime } from '#lib/rules/time/wall-time.ts'
import { monthName } from '#lib/words/moment.ts'
import { Calendar } from './calendar.tsx'
import '#app/_components/site/post-columns.css'
import { ourSite } from '#lib/site.ts'
import './history.css'

const dayOf = (at: Date) => wallTime(at, ourSite().zone).slice(0, 10)

type Props = {
  history: MonthHistory
  now: Date
  /** It is one of several, and its name leads to its own page. */
  isLinked: boolean
}

/** A month: its days, and its posts, the last first. */
export function MonthSection({ history, now, isLinked }: Props) {
  const words = readerWords()
  const { month, posts, times, page } = history
  const days = times.map(dayOf)
  const first = new Map(posts.map(post => [dayOf(happenedAt(post)), post.id] as const).reverse())
  const name = monthName(words, month)
  return (
    <section aria-labelledby={`month-${month}`} className="mb-9">
      <h2 id={`month-${month}`} className="section-title mb-3">
        {isLinked ? <a href={`/history/${month}`}>{name}</a> : name}
      </h2>
      <div className="post-columns">
        <aside className="print:hidden">
          <Calendar month={month} linksOf={linksOf(month, days)} />
        </aside>
        <div className="min-w-0">
          {posts.length > 0 ? (
            <PostRows
              posts={posts}
              now={now}
              anchorOf={post => {
                const day = dayOf(happenedAt(post))
                return first.get(day) === post.id ? `day-${day}` : undefined
              }}
            />
          ) : (
            <p className="text-soft">{words('history.noneOfMonth')}</p>
          )}
          <Pages history={history} isLinked={isLinked} page={page} />
        </div>
      </div>
    </section>
  )
}

/** Where each day with posts stands, and how many there are. */
function linksOf(month: string, days: readonly string[]) {
  const links = new Map<string, { href: string; count: number }>()
  for (const [index, day] of days.entries()) {
    const known = links.get(day)
    const page = Math.floor(index / postsPerMonthPage) + 1
    const href = `/history/${month}${page > 1 ? `?page=${page}` : ''}#day-${day}`
    links.set(day, { href: known?.href ?? href, count: (known?.count ?? 0) + 1 })
  }
  return links
}

function Pages({
  history: { month, pages, posts, times, page },
  isLinked,
}: Omit<Props, 'now'> & { page: number }) {
  const words = readerWords()
  if (pages === 1) return null
  if (isLinked)
    return (
      <p className="mt-3">
        <a href={`/history/${month}?page=2`}>
          {words('history.morePages', { count: times.length - posts.length })}
        </a>
      </p>
    )
  return (
    <nav
      aria-label={words('history.pages', { month: monthName(words, month) })}
      className="mt-4 flex flex-wrap gap-x-4 print:hidden"
    >
      {Array.from({ length: pages }, (_, index) => index + 1).map(number => (
        <a
          key={number}
          href={number === 1 ? `/history/${month}` : `/history/${month}?page=${number}`}
          aria-current={number === page ? 'page' : undefined}
          className="py-2 aria-[current]:font-semibold"
        >
          {words('history.page', { page: String(number) })}
        </a>
      ))}
    </nav>
  )
}
