import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PostHead } from '#app/_components/site/post-head.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { Timeline } from '#app/_components/site/timeline.tsx'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { titled } from '#tests/support/titled.ts'

const now = new Date('2026-11-29T12:00:00Z')
const maintenance = {
  id: 'm1',
  postId: 'p1',
  kind: 'maintenance' as const,
  title: 'Memory is replaced',
  slots: [],
  startsAt: new Date('2026-12-01T22:00:00Z'),
  endsAt: new Date('2026-12-01T23:00:00Z'),
  firstEndsAt: null,
  endsBy: 'itself' as const,
  completedAt: null,
  cancelledAt: new Date('2026-11-29T11:00:00Z'),
}
const post = {
  id: 'p1',
  slug: 'p1',
  kind: 'maintenance' as const,
  titled: titled('Memory is replaced'),
  summary: null,
  phase: 'cancelled' as const,
  startedAt: maintenance.startsAt,
  publishedAt: new Date('2026-11-28T11:00:00Z'),
  resolvedAt: maintenance.cancelledAt,
  commentCount: 0,
  isPinned: false,
  hasReview: false,
  maintenance,
}
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

it('cancelled work is called cancelled in lists', () => {
  const rows = words(renderToStaticMarkup(<PostRows posts={[post]} now={now} />))
  expect(rows).toContain('maintenance cancelled')
  expect(rows).not.toMatch(/done|planned/)
})

it('cancelled work is called cancelled on its page, with when it was planned', () => {
  const page = {
    ...post,
    now,
    body: null,
    filePath: null,
    updatedAt: now,
    overAt: null,
    nextUpdateAt: null,
    servers: [],
  }
  const lists = { known: [], updates: [], notices: [], review: null, comments: [] }
  const whole: PostPage = { ...page, ...lists, isClosed: false, progress: null, live: null }
  const head = words(renderToStaticMarkup(<PostHead post={whole} />))
  expect(head).toMatch(/Cancelled was planned .*22:00/)
  expect(head).not.toMatch(/Planned|Done/)
})

it('who was told that work does not take place was not told that it is done', () => {
  const notices = [{ noticeId: 'n1', kind: 'done' as const, customers: 2, lastAt: now }]
  const timeline = (isCancelled: boolean) =>
    words(
      renderToStaticMarkup(
        <Timeline
          updates={[]}
          notices={notices}
          now={now}
          askPath={null}
          isCancelled={isCancelled}
          renderText={text => text}
        />,
      ),
    )
  expect(timeline(true)).toContain('2 customers told that it does not take place')
  expect(timeline(false)).toContain('2 customers told that the maintenance is done')
})
