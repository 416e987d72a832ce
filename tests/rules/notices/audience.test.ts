import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWatching, serversFor, toldBefore, type Watch } from '#lib/rules/notices/audience.ts'
import type { NoticeFacts, NoticeServer } from '#lib/rules/notices/notice.ts'

const everything: Watch = { serverId: null, groupId: null }
const byServer = (serverId: string): Watch => ({ serverId, groupId: null })
const byGroup = (groupId: string): Watch => ({ serverId: null, groupId })

function server(id: string, facts: Partial<NoticeServer> = {}): NoticeServer {
  return { id, label: id, impact: 'degraded', cause: 'slowdown', since: '2013-02-19T03:00:00.000Z', ...facts }
}

function facts(servers: NoticeServer[], endedBefore: NoticeServer[] = []): NoticeFacts {
  return { servers, endedBefore, stillAffected: [] }
}

describe('watching', () => {
  it.each([
    ['the server itself', [byServer('web07')], true],
    ['another server', [byServer('web08')], false],
    ['its group', [byGroup('fra')], true],
    ['another group', [byGroup('ams')], false],
    ['everything', [everything], true],
    ['nothing', [], false],
    ['another server and its group', [byServer('web08'), byGroup('fra')], true],
  ])('%s', (_, watches, expected) => {
    expect(isWatching(watches, 'web07', 'fra')).toBe(expected)
  })

  it('a group never means a server without a group', () => {
    expect(isWatching([byGroup('fra')], 'web07', null)).toBe(false)
  })
})

describe('the servers that a reader hears of', () => {
  const groupOf = new Map([
    ['web07', 'fra'],
    ['web08', 'fra'],
    ['db01', null],
  ])

  it.each([
    ['one server', [byServer('web08')], ['web08']],
    ['a group', [byGroup('fra')], ['web07', 'web08']],
    ['everything', [everything], ['db01', 'web07', 'web08']],
    ['a server twice, by itself and by its group', [byServer('web07'), byGroup('fra')], ['web07', 'web08']],
    ['none of them', [byServer('mx01')], []],
  ])('for who watches %s', (_, watches, expected) => {
    const told = serversFor(facts([server('web08'), server('web07'), server('db01')]), watches, groupOf)
    expect(told.map(one => one.id)).toEqual(expected)
  })

  it('begin with the worst', () => {
    const told = serversFor(
      facts([
        server('a'),
        server('b', { impact: 'major_outage' }),
        server('c', { impact: 'partial_outage' }),
      ]),
      [everything],
      groupOf,
    )
    expect(told.map(one => one.id)).toEqual(['b', 'c', 'a'])
  })

  it('include those that ended before, each once', () => {
    const told = serversFor(
      facts([server('web07')], [server('web08'), server('web07'), server('db01')]),
      [byGroup('fra')],
      groupOf,
    )
    expect(told.map(one => one.id)).toEqual(['web07', 'web08'])
  })

  it('are never any that the reader does not watch, whatever they watch', () => {
    const id = fc.constantFrom('web07', 'web08', 'db01', 'mx01')
    const watch = fc.oneof(id.map(byServer), fc.constantFrom('fra', 'ams').map(byGroup))
    fc.assert(
      fc.property(fc.array(id), fc.array(id), fc.array(watch), (named, before, watches) => {
        const told = serversFor(
          facts(
            named.map(i => server(i)),
            before.map(i => server(i)),
          ),
          watches,
          groupOf,
        )
        for (const one of told) expect(isWatching(watches, one.id, groupOf.get(one.id) ?? null)).toBe(true)
      }),
    )
  })
})

describe('what was told before', () => {
  const began = { kind: 'began', facts: facts([server('web07'), server('web08')]) }
  const worsened = { kind: 'worsened', facts: facts([server('web07', { impact: 'major_outage' })]) }
  const ended = { kind: 'ended', facts: facts([server('web07', { impact: 'partial_outage' })]) }

  it.each([
    ['the only word', [began], 'web08', 'degraded'],
    ['the last word', [began, worsened], 'web07', 'major_outage'],
    ['not an end', [began, ended], 'web07', 'degraded'],
    ['nothing', [began], 'db01', undefined],
  ])('is %s', (_, earlier, id, impact) => {
    expect(toldBefore(earlier, id)?.impact).toBe(impact)
  })
})
