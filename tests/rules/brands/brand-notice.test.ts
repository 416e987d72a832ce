import { describe, expect, it } from 'vitest'
import { brandedNotice, mayTellBrands } from '#lib/rules/brands/brand-notice.ts'
import { type NoticeBody, type NoticeServer, noticeKinds } from '#lib/rules/notices/notice.ts'

const secret = 'words of staff about web99'
const server = (id: string, more: Partial<NoticeServer> = {}): NoticeServer => ({
  id,
  label: `label-${id}`,
  impact: 'major_outage',
  cause: 'outage',
  since: '2026-11-30T10:00:00.000Z',
  ...more,
})
const words: NoticeBody = { is: 'words', about: 'incident', title: secret, text: secret }
const work: NoticeBody = {
  is: 'work',
  work: 'maintenance',
  what: secret,
  reason: secret,
  startsAt: '2026-11-30T08:00:00.000Z',
  endsAt: '2026-11-30T20:00:00.000Z',
  isCancelled: false,
}
const names = new Map([['a', { hostname: 'server1.r.example', label: 'server1' }]])
const workNames = { maintenance: 'Maintenance', countermeasure: 'At work' }
const branded = (kind: (typeof noticeKinds)[number], servers: NoticeServer[], body?: NoticeBody) =>
  brandedNotice({ kind, servers, body }, names, workNames)

describe('a notice to a reader of a brand', () => {
  it.each(noticeKinds.flatMap(kind => [undefined, words, work].map(body => [kind, body] as const)))(
    'of the kind %s names the brand’s servers alone and says no words of staff',
    (kind, body) => {
      const ended = { endedAt: '2026-11-30T11:00:00.000Z' }
      const said = branded(kind, [server('a', ended), server('b', ended)], body)
      const text = JSON.stringify(said)
      expect(text).not.toContain(secret)
      expect(text).not.toContain('label-')
      for (const each of said?.servers ?? []) expect([each.id, each.label]).toEqual(['a', 'server1'])
      if (said) expect(mayTellBrands({ kind, servers: [server('a', ended)] })).toBe(true)
    },
  )

  it('is none where no server is theirs', () => {
    for (const kind of noticeKinds) expect(branded(kind, [server('b')], work)).toBeNull()
  })

  it('has the times of their own servers, and a name for the work that tells nothing', () => {
    const own = server('a', { since: '2026-11-30T10:00:00.000Z', dueAt: '2026-11-30T11:00:00.000Z' })
    expect(branded('planned', [own, server('b', { dueAt: '2026-11-30T19:00:00.000Z' })], work)?.body).toEqual(
      {
        is: 'work',
        work: 'maintenance',
        what: 'Maintenance',
        startsAt: '2026-11-30T10:00:00.000Z',
        endsAt: '2026-11-30T11:00:00.000Z',
        isCancelled: false,
      },
    )
  })

  it('of an update says what is over, and nothing else', () => {
    expect(branded('update', [server('a')], words)).toBeNull()
    expect(mayTellBrands({ kind: 'update', servers: [server('a')] })).toBe(false)
    const over = server('a', { endedAt: '2026-11-30T11:00:00.000Z' })
    expect(branded('update', [over], words)).toMatchObject({ kind: 'ended', servers: [{ id: 'a' }] })
    expect(branded('update', [server('a', { isMistaken: true })], words)).toMatchObject({ kind: 'ended' })
  })
})
