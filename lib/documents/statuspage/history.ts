import type { PostRecord } from '#db/reads/posts/post-records.ts'
import { readHistoryIds, readHistoryMonths } from '#db/reads/statuspage/history-months.ts'
import { readStatuspageSite } from '#db/reads/statuspage/statuspage-site.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { json } from '#lib/documents/format.ts'
import { endOf } from '#lib/rules/maintenance/maintenance.ts'
import { incidentImpact } from '#lib/rules/statuspage/incident-status.ts'
import { type CalendarMonth, monthsOfPage } from '#lib/rules/statuspage/quarters.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { ourSite } from '#lib/site.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { historyMonthName, markedPeriod } from '#lib/words/statuspage/statuspage-history.ts'
import { wordsIn } from '#lib/words/words.ts'
import { pageNumbers } from './ask-posts.ts'
import { statuspageId } from './page.ts'
import { statuspageSeconds } from './statuspage.ts'

/** What was, three months a page, at the path that scripts use beside the documented ones. */
export const statuspageHistory: PublicDocument = {
  path: /^\/history\.json$/,
  query: pageNumbers,
  format: json,
  maxAgeSeconds: statuspageSeconds,
  write: async ({ query: { page = '1' } }, { db, now }) => {
    const { zone } = ourSite()
    const { local } = shownIn(zone, now)
    const thisMonth = { year: local.getUTCFullYear(), month: local.getUTCMonth() }
    const known = await readHistoryMonths(db, zone, now)
    const months = monthsOfPage(known, thisMonth, Number(page)) ?? []
    const begun = await readHistoryIds(db, zone, months, now)
    const ids = begun.map(({ id }) => id)
    const { posts } = await readStatuspageSite(db, now, ids)
    const byId = new Map(posts.map(post => [post.id, post]))
    const list = ({ year, month }: CalendarMonth) =>
      begun
        .filter(each => each.month.year === year && each.month.month === month)
        .flatMap(({ id }) => byId.get(id) ?? [])
    return JSON.stringify({ months: months.map(month => historyMonth(month, list(month))) })
  },
}

function historyMonth(month: CalendarMonth, posts: readonly PostRecord[]) {
  return {
    name: historyMonthName(wordsIn('en'), month),
    year: month.year,
    incidents: posts.map(post => ({
      code: statuspageId(post.id),
      name: titleIn(wordsIn('en'), post.titled),
      impact: post.kind === 'maintenance' ? 'maintenance' : incidentImpact(post.affected),
      timestamp: markedPeriod(wordsIn('en'), ourSite().zone, post.startedAt, overAt(post)),
    })),
  }
}

function overAt({ maintenance, resolvedAt }: PostRecord): Date | null {
  return maintenance ? endOf(maintenance) : resolvedAt
}
