import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'
import {
  type KnownServer,
  type PlanInput,
  planServers,
  type ServerPlan,
} from '#lib/rules/servers/server-plan.ts'

const groups = [
  { id: 'fra', name: 'Frankfurt' },
  { id: 'ams', name: 'Amsterdam' },
]

function known(hostname: string, facts: Partial<KnownServer> = {}): KnownServer {
  const names = { aliases: [], ips: [], formerNames: [] }
  const rest = { groupId: 'fra', note: null, retiredAt: null, version: 0 }
  return {
    id: `id-${hostname}`,
    hostname,
    label: hostname.split('.', 1)[0] ?? '',
    ...names,
    ...rest,
    ...facts,
  }
}

const servers = [
  known('web01.example'),
  known('web02.example', { aliases: ['w2'], ips: ['203.0.113.2'] }),
  known('old.example', { retiredAt: new Date(0), groupId: null }),
]

function plan(entries: ServerEntry[], more: Partial<PlanInput> = {}): ServerPlan {
  const input = { entries: entries.map((entry, i) => ({ at: i + 1, entry })), isWhole: false, holds: [] }
  const steps = planServers({ servers, groups, ...input, ...more })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const effect = (entries: ServerEntry[], more?: Partial<PlanInput>) => {
  const { added, changed, retired, kept, problems } = plan(entries, more)
  return {
    added: added.map(each => each.hostname),
    changed: changed.map(({ before, after, what }) => [before.hostname, after.hostname, ...what].join(' ')),
    retired: retired.map(each => each.hostname),
    kept: kept.map(each => each.server.hostname),
    problems: problems.map(({ at, field, is }) => [at, field, is].join(' ')),
  }
}
const nothing = { added: [], changed: [], retired: [], kept: [], problems: [] }

describe('a list of servers', () => {
  it.each<[string, ServerEntry[], Partial<ReturnType<typeof effect>>]>([
    ['adds', [{ hostname: 'web03.example' }], { added: ['web03.example'] }],
    ['leaves alone', [{ hostname: 'web02.example', aliases: ['w2'] }], {}],
    [
      'moves to a group by its name in any case',
      [{ hostname: 'web01.example', group: 'amsterdam' }],
      { changed: ['web01.example web01.example group'] },
    ],
    [
      'moves out of all groups',
      [{ hostname: 'web01.example', group: null }],
      { changed: ['web01.example web01.example group'] },
    ],
    [
      'changes what it names, and nothing else',
      [{ hostname: 'web02.example', addresses: ['203.0.113.2', '203.0.113.3'], note: 'New disks' }],
      { changed: ['web02.example web02.example addresses note'] },
    ],
    [
      'knows a server by its old name among the aliases',
      [{ hostname: 'web1.example', aliases: ['web01.example'] }],
      { changed: ['web01.example web1.example hostname aliases'] },
    ],
    [
      'knows it by nothing where both names stand in it',
      [{ hostname: 'web1.example', aliases: ['web01.example'] }, { hostname: 'web01.example' }],
      { added: ['web1.example'], problems: ['2 hostname named-twice'] },
    ],
    [
      'brings back what is retired',
      [{ hostname: 'old.example' }],
      { changed: ['old.example old.example service'] },
    ],
    [
      'names one twice',
      [{ hostname: 'web03.example' }, { hostname: 'web03.example' }],
      { added: ['web03.example'], problems: ['2 hostname named-twice'] },
    ],
    [
      'gives two the same address',
      [
        { hostname: 'a.example', addresses: ['203.0.113.9'] },
        { hostname: 'b.example', addresses: ['203.0.113.9'] },
      ],
      { added: ['a.example'], problems: ['2 addresses named-twice'] },
    ],
    [
      'takes the name of a server that is not in it',
      [{ hostname: 'web03.example', aliases: ['w2'] }],
      { problems: ['1 aliases name-taken'] },
    ],
    [
      'gives a name on where the one who had it gives it up',
      [
        { hostname: 'web02.example', aliases: [] },
        { hostname: 'web01.example', aliases: ['w2'] },
      ],
      { changed: ['web02.example web02.example aliases', 'web01.example web01.example aliases'] },
    ],
  ])('%s', (_, entries, expected) => {
    expect(effect(entries)).toEqual({ ...nothing, ...expected })
  })

  it('that is whole retires the others, but for those on which something is not over', () => {
    const holds = [{ serverId: 'id-web02.example', postId: 'p', title: 'web02 is down' }]
    const entries = [{ hostname: 'web03.example' }]
    expect(effect(entries, { isWhole: true })).toMatchObject({ retired: ['web01.example', 'web02.example'] })
    expect(effect(entries, { isWhole: true, holds })).toMatchObject({
      retired: ['web01.example'],
      kept: ['web02.example'],
    })
  })

  it('that is whole may take the names of who leaves, and of nobody who stays', () => {
    const holds = [{ serverId: 'id-web02.example', postId: 'p', title: 'web02 is down' }]
    const entries = [{ hostname: 'web03.example', aliases: ['w2'] }]
    expect(effect(entries, { isWhole: true }).problems).toEqual([])
    expect(effect(entries, { isWhole: true, holds }).problems).toEqual(['1 aliases name-taken'])
  })

  it('names the groups that are not there yet once each', () => {
    const entries = ['a', 'b', 'c'].map(name => ({
      hostname: `${name}.example`,
      group: name < 'c' ? 'Wien' : 'WIEN',
    }))
    expect(plan(entries).newGroups).toEqual(['Wien'])
  })

  it('with a group for each server is taken for another column', () => {
    const entries = Array.from({ length: 101 }, (_, i) => ({ hostname: `s${i}.example`, group: `g${i}` }))
    expect(plan(entries).problems).toMatchObject([{ is: 'too-many-groups' }])
  })

  it('tells 100 problems and counts all', () => {
    const entries = Array.from({ length: 151 }, () => ({ hostname: 'same.example' }))
    const { problems, problemCount } = plan(entries)
    expect([problems.length, problemCount]).toEqual([100, 150])
  })
})

describe('one server', () => {
  const edit = (entry: ServerEntry) => plan([], { entries: [{ at: 1, entry, targetId: 'id-web01.example' }] })

  it('that is called otherwise keeps the name that it had', () => {
    const [change] = edit({ hostname: 'web1.example' }).changed
    expect(change?.after).toMatchObject({ hostname: 'web1.example', formerNames: ['web01.example'] })
  })

  it('that is called again as it was has no former name of that', () => {
    const renamed = known('web1.example', { formerNames: ['web01.example'] })
    const entries = [{ at: 1, entry: { hostname: 'web01.example' }, targetId: renamed.id }]
    expect(plan([], { entries, servers: [renamed] }).changed[0]?.after.formerNames).toEqual(['web1.example'])
  })

  it.each(['web02.example', 'old.example'])('is not called %s, as another is or was', hostname => {
    expect(edit({ hostname }).problems).toMatchObject([{ field: 'hostname', is: 'name-taken' }])
  })

  it('that is new is never another that is there', () => {
    const entries = [{ at: 1, entry: { hostname: 'x.example', aliases: ['web01.example'] }, targetId: null }]
    expect(plan([], { entries }).problems).toMatchObject([{ field: 'aliases', is: 'name-taken' }])
  })
})

it('after any list without a problem a name means one server', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const entry = fc.record({ hostname: name, aliases: fc.uniqueArray(name, { maxLength: 2 }) })
  const stored = ['a', 'b', 'c'].map(hostname => known(hostname, { aliases: [`${hostname}x`] }))
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), fc.boolean(), (given, isWhole) => {
      const entries = given.map(({ hostname, aliases }) => {
        return { hostname, aliases: aliases.filter(alias => alias !== hostname) }
      })
      const { added, changed, retired, problemCount } = plan(entries, { servers: stored, isWhole })
      if (problemCount > 0) return
      const gone = new Set([...retired, ...changed.map(change => change.before)].map(server => server.id))
      const after = [
        ...stored.filter(server => !gone.has(server.id)),
        ...added,
        ...changed.map(each => each.after),
      ]
      const names = after.flatMap(server => [server.hostname, ...server.aliases])
      expect(new Set(names).size).toBe(names.length)
    }),
  )
})
