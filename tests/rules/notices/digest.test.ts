import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldNotices, type UnsentNotice } from '#lib/rules/notices/digest.ts'
import type { NoticeKind, NoticeServer } from '#lib/rules/notices/notice.ts'

const at = (minute: number) => new Date(Date.UTC(2013, 1, 19, 3, minute))

function server(id: string, facts: Partial<NoticeServer> = {}): NoticeServer {
  return { id, label: id, impact: 'major_outage', cause: 'outage', since: at(0).toISOString(), ...facts }
}

/** "began web07 web08" at minute 0, 1, 2, …; "p2: began db01" for another post. */
function unsent(...lines: string[]): UnsentNotice[] {
  return lines.map((line, minute) => {
    const [, postId = 'p1', rest = ''] = /^(?:(p\d): )?(.*)$/.exec(line) ?? []
    const [kind, ...ids] = rest.split(' ')
    return { postId, kind: kind as NoticeKind, at: at(minute), servers: ids.map(id => server(id)) }
  })
}

const said = (list: readonly UnsentNotice[]) =>
  foldNotices(list).map(
    ({ postId, kind, servers }) => `${postId} ${kind} ${servers.map(each => each.id).join(' ')}`,
  )

describe('what waits for one reader', () => {
  it.each<[string[], string[]]>([
    [['began web07'], ['p1 began web07']],
    [['ended web07'], ['p1 ended web07']],
    [['began web07', 'ended web07'], ['p1 passed web07']],
    [['began web07', 'worsened web07'], ['p1 began web07']],
    [['began web07', 'worsened web07', 'ended web07'], ['p1 passed web07']],
    [['worsened web07', 'ended web07'], ['p1 ended web07']],
    [['worsened web07', 'worsened web07'], ['p1 worsened web07']],
    [['ended web07', 'began web07'], ['p1 began web07']],
    [['began web07', 'ended web07', 'began web07'], ['p1 began web07']],
    [
      ['began web07', 'ended web07', 'ended web08 web07'],
      ['p1 passed web07', 'p1 ended web08'],
    ],
    [
      ['began web07 web08', 'ended web07'],
      ['p1 began web08', 'p1 passed web07'],
    ],
    [['began web07', 'began web08'], ['p1 began web07 web08']],
    [['ended web07', 'p2: began web07'], ['p2 began web07']],
    [['p2: began web07', 'ended web07'], ['p2 began web07']],
    [['began web07', 'ended web07', 'p2: began web07'], ['p2 began web07']],
    [
      ['ended web07 web08', 'p2: intermittent web07'],
      ['p2 intermittent web07', 'p1 ended web08'],
    ],
    [
      ['ended web07', 'p2: began web07', 'p2: ended web07'],
      ['p1 ended web07', 'p2 passed web07'],
    ],
    [['held web07', 'held web08'], ['p1 held web07 web08']],
  ])('%j is told as %j', (lines, told) => {
    expect(said(unsent(...lines))).toEqual(told)
  })

  it('never says of one server that it is in trouble and that it is well', () => {
    const kinds: NoticeKind[] = ['began', 'worsened', 'intermittent', 'ended']
    const line = fc
      .tuple(fc.constantFrom('p1', 'p2', 'p3'), fc.constantFrom(...kinds), fc.constantFrom('a', 'b', 'a b'))
      .map(([post, kind, ids]) => `${post}: ${kind} ${ids}`)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), lines => {
        const sections = foldNotices(unsent(...lines))
        const idsOf = (isEnd: boolean) =>
          sections
            .filter(({ kind }) => (kind === 'ended' || kind === 'passed') === isEnd)
            .flatMap(({ servers }) => servers.map(each => each.id))
        expect(idsOf(true).filter(id => idsOf(false).includes(id))).toEqual([])
      }),
    )
  })

  it('says in words of staff how a server is by the end of the mail', () => {
    const body = { is: 'words', about: 'incident', title: 'T', text: 'Half done.' } as const
    const update = { postId: 'p1', kind: 'update', at: at(1), servers: [server('web07')], body } as const
    const ended = { postId: 'p1', kind: 'ended', at: at(5), servers: [server('web07')] } as const
    const over = { ...update, servers: [server('web07', { endedAt: at(1).toISOString() })] }
    const again = server('web07', { since: at(6).toISOString() })
    const untilOf = (list: UnsentNotice[]) => foldNotices(list).find(({ kind }) => kind === 'update')?.servers
    expect(untilOf([update, ended])).toMatchObject([{ id: 'web07', until: at(5).toISOString() }])
    expect(untilOf([over, { postId: 'p2', kind: 'began', at: at(6), servers: [again] }])).toMatchObject([
      { id: 'web07', since: at(6).toISOString(), until: null },
    ])
    expect(
      untilOf([update, { postId: 'p2', kind: 'ended', at: at(6), servers: [server('web07')] }]),
    ).toMatchObject([{ id: 'web07', until: null }])
  })

  it('that passed says from when to when, and how bad it became', () => {
    const slow = server('web07', { impact: 'degraded', cause: 'slowdown', since: at(1).toISOString() })
    const [section] = foldNotices([
      { postId: 'p1', kind: 'began', at: at(2), servers: [slow] },
      { postId: 'p1', kind: 'ended', at: at(9), servers: [server('web07', { since: at(5).toISOString() })] },
    ])
    expect(section).toMatchObject({
      kind: 'passed',
      at: at(9),
      servers: [{ impact: 'major_outage', since: at(1).toISOString(), until: at(9).toISOString() }],
    })
  })

  it('names each server of a post once, and only what was in the news', () => {
    const kinds: NoticeKind[] = ['began', 'worsened', 'intermittent', 'ended']
    const line = fc
      .tuple(fc.constantFrom(...kinds), fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }))
      .map(([kind, ids]) => `${kind} ${ids.join(' ')}`)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), lines => {
        const told = foldNotices(unsent(...lines)).flatMap(section => section.servers.map(each => each.id))
        const named = new Set(lines.flatMap(each => each.split(' ').slice(1)))
        expect(told.sort()).toEqual([...named].sort())
      }),
    )
  })

  it('is never an end alone when the reader never heard the beginning', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('worsened a', 'ended a', 'began a'), { maxLength: 8 }), lines => {
        const kinds = foldNotices(unsent('began a', ...lines)).map(section => section.kind)
        expect(kinds).not.toContain('ended')
        expect(kinds).not.toContain('worsened')
      }),
    )
  })
})

describe('of a server that was named by mistake', () => {
  const mistake: UnsentNotice = {
    postId: 'p1',
    kind: 'update',
    at: at(9),
    servers: [server('web07', { isMistaken: true })],
    body: { is: 'words', about: 'incident', title: 'web07 was not affected', text: '', isCorrection: true },
  }

  it.each<[string[], string[]]>([
    [['began web07'], []],
    [['began web07 web08', 'worsened web07'], ['p1 began web08']],
    [['worsened web07'], ['p1 update web07']],
    [
      ['p2: began web07', 'worsened web07'],
      ['p2 began web07', 'p1 update web07'],
    ],
  ])('%j and then the correction is told as %j', (lines, told) => {
    expect(said([...unsent(...lines), mistake])).toEqual(told)
  })
})

describe('of maintenance', () => {
  const body = {
    is: 'work' as const,
    work: 'maintenance' as const,
    what: 'Memory',
    isCancelled: false,
    startsAt: at(0).toISOString(),
    endsAt: at(9).toISOString(),
  }
  const work = (...lines: string[]) => unsent(...lines).map(notice => ({ ...notice, body }))
  /** Moved from this hour of the night. */
  const wasAt = (notice: UnsentNotice, since: string) => ({
    ...notice,
    servers: notice.servers.map(each => ({ ...each, was: { since, dueAt: since } })),
  })

  it.each<[string[], string[]]>([
    [['planned web07', 'starting web07'], ['p1 starting web07']],
    [
      ['planned web07 web08', 'starting web07'],
      ['p1 starting web07', 'p1 planned web08'],
    ],
    [
      ['starting web07', 'done web07', 'starting web08'],
      ['p1 starting web08', 'p1 done web07'],
    ],
    [['planned web07', 'moved web07'], ['p1 planned web07']],
    [['moved web07', 'moved web07'], ['p1 moved web07']],
    [
      ['planned web07', 'p2: planned web07'],
      ['p1 planned web07', 'p2 planned web07'],
    ],
  ])('%j is told as %j', (lines, told) => {
    expect(said(work(...lines))).toEqual(told)
  })

  it('that moved twice before a reader heard of it, they read the time that they were told first', () => {
    const [first, second] = work('moved web07', 'moved web07')
    if (!first || !second) throw new Error('Nothing waits.')
    const [section] = foldNotices([wasAt(first, '22:00'), wasAt(second, '23:00')])
    expect(section?.servers[0]?.was).toEqual({ since: '22:00', dueAt: '22:00' })
  })
})
