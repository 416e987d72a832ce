import { describe, expect, it } from 'vitest'
import { byState, type DeskPostState, deskPostState, type StatefulPost } from '#lib/rules/posts/desk-post.ts'

const now = new Date('2026-11-24T20:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

const incident: StatefulPost = {
  kind: 'incident',
  visibility: 'published',
  publishedAt: daysAgo(1),
  resolvedAt: null,
  withdrawnAt: null,
  maintenance: null,
}
const planned: StatefulPost = { ...incident, kind: 'maintenance' }
/** Work that begins and ends these numbers of days from now. */
const period = (from: number, to: number) => {
  const open = { endsBy: 'itself' as const, completedAt: null, cancelledAt: null }
  return { startsAt: daysAgo(-from), endsAt: daysAgo(-to), ...open }
}
const advisory: StatefulPost = { ...incident, kind: 'advisory' }

describe('where a post stands for staff', () => {
  it.each<[string, StatefulPost, DeskPostState]>([
    ['an open incident', incident, 'open'],
    ['one that is over', { ...incident, resolvedAt: now }, 'over'],
    ['one that is held', { ...incident, visibility: 'held', publishedAt: null }, 'held'],
    ['one that was laid aside', { ...incident, visibility: 'draft', resolvedAt: now }, 'dismissed'],
    ['planned work', { ...incident, kind: 'maintenance' }, 'open'],
    ['work that is done', { ...incident, kind: 'maintenance', resolvedAt: now }, 'over'],
    ['work that nobody completed, after its end', { ...planned, maintenance: period(-2, -1) }, 'over'],
    ['work to come', { ...planned, maintenance: period(1, 2) }, 'open'],
    [
      'work that was cancelled',
      { ...planned, resolvedAt: now, maintenance: { ...period(1, 2), cancelledAt: now } },
      'cancelled',
    ],
    ['an advisory of yesterday', advisory, 'open'],
    ['an advisory of two weeks ago', { ...advisory, publishedAt: daysAgo(14) }, 'over'],
    ['one that was never published', { ...advisory, visibility: 'draft', publishedAt: null }, 'draft'],
    ['one that was taken back', { ...advisory, visibility: 'draft', withdrawnAt: now }, 'withdrawn'],
  ])('%s', (_, post, state) => {
    expect(deskPostState(post, now)).toBe(state)
  })

  it('puts what waits for them first, then incidents, work and advisories, the newest first', () => {
    const rows = [
      { name: 'old advisory', state: 'open', kind: 'advisory', startedAt: daysAgo(3) },
      { name: 'draft', state: 'draft', kind: 'advisory', startedAt: daysAgo(0) },
      { name: 'advisory', state: 'open', kind: 'advisory', startedAt: daysAgo(2) },
      { name: 'work', state: 'open', kind: 'maintenance', startedAt: daysAgo(0) },
      { name: 'incident', state: 'open', kind: 'incident', startedAt: daysAgo(9) },
      { name: 'held', state: 'held', kind: 'incident', startedAt: daysAgo(9) },
    ] as const
    const order = [...rows].sort(byState).map(row => row.name)
    expect(order).toEqual(['held', 'incident', 'work', 'advisory', 'old advisory', 'draft'])
  })
})
