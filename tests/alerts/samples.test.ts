import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { type Grounds, judgeItem, type Verdict } from '#lib/alerts/item/verdict.ts'
import { findTool } from '#lib/alerts/tools.ts'
import { fileServers } from '#lib/rules/alerts/server-match.ts'
import { itemsOf, sample } from './parsed.ts'
import { sampleRequests } from './requests.ts'

type Server = { id: string; fqdn: string; ips: string[]; aliases: string[] }
type Expected = { file: string; alerts: object[] }

const servers = sample('servers.json') as Server[]
const normal = (names: string[]) => names.flatMap(name => normaliseHost(name) ?? [])
const grounds: Grounds = {
  source: { boundServerIds: [], defaultServerId: null, agentServerId: null, rules: [] },
  directory: fileServers(
    servers.map(({ id, fqdn, ips, aliases }) => ({
      id,
      hostname: fqdn,
      aliases: normal(aliases),
      ips: normal(ips),
    })),
  ),
  hostnames: new Map(servers.map(({ id, fqdn }) => [id, fqdn])),
  ended: new Set(),
  openOn: new Map(),
}

/** What these say of no alert follows from requests before them, which the flows test. */
const afterOthers = ['generic-duplicate-firing', 'generic-resolved-before-firing-late-firing']
const requests = sampleRequests().filter(({ place, name }) => place && !afterOthers.includes(name))

describe('the samples', () => {
  it.each(requests.map(({ name, place, file }) => [name, place?.format ?? '', file] as const))(
    '%s, read as %s and matched to a server, is as expected',
    (name, format, file) => {
      const { file: about, alerts } = sample(`expected/${name}.json`) as Expected
      const parse = findTool(format)?.parse
      if (!parse) throw new Error(`There is no format ${format}.`)
      expect(about).toBe(file)
      const verdicts = itemsOf(parse, sample(file)).map((item, index) => judgeItem(item, index, grounds))
      expect(verdicts.flatMap(inWordsOfSamples)).toEqual(alerts)
    },
  )

  it('are all read', () => {
    const expected = readdirSync(new URL('./samples/expected/', import.meta.url)).map(file =>
      file.replace('.json', ''),
    )
    const read = [...requests.map(({ name }) => name), ...afterOthers]
    expect(read.sort()).toEqual(expected.filter(name => name !== 'agent-heartbeat').sort())
  })
})

/** Nothing for what is no alert. */
function inWordsOfSamples({ named }: Verdict): object[] {
  if (!named) return []
  const { alert, match, serverId, eventId } = named
  const { source, fingerprint, kind, state, severity, summary, startsAt, endsAt } = alert
  return [
    {
      source,
      fingerprint,
      server: serverId,
      kind,
      state,
      severity,
      summary,
      startsAt: written(startsAt),
      endsAt: written(endsAt),
      ...(eventId === null ? {} : { eventId }),
      ...('unmatched' in match ? { unmatched: match.unmatched } : {}),
    },
  ]
}

function written(time: Date | null): string | null {
  return time?.toISOString().replace('.000Z', 'Z') ?? null
}
