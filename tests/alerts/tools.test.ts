import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { snippetAddress } from '#lib/alerts/snippet/address.ts'
import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Tool } from '#lib/alerts/tool.ts'
import { findTool, formatNames, lostEndsOf, sampleOf, tools, toolTitle } from '#lib/alerts/tools.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'

/** All sources that the contract of the intake names. */
const contract = [
  'alertmanager',
  'grafana',
  'falco',
  'wazuh',
  'ossec',
  'maldet',
  'clamav',
  'imunify',
  'crowdsec',
  'nagios',
  'icinga',
  'zabbix',
  'uptime-kuma',
  'gatus',
  'healthchecks',
  'netdata',
  'cpanel',
  'csf',
  'datadog',
  'pagerduty',
  'opsgenie',
  'uptimerobot',
  'betterstack',
  'pingdom',
  'statuscake',
  'generic',
]

/** Names under which a tool is known besides. */
const otherNames = ['lmd']

const now = new Date('2026-03-10T14:30:00Z')

describe('the tools', () => {
  it('are those of the contract, in the order in which the desk lists them', () => {
    expect(tools.map(tool => tool.format)).toEqual(contract)
    expect(formatNames()).toEqual([...contract, ...otherNames].sort())
  })

  it('are the folders that hold a parser or a descriptor, each under the name of its folder', () => {
    const folders = globSync('lib/alerts/*/{parse,tool}.ts').map(path => path.split('/')[2])
    expect([...new Set(folders)].sort()).toEqual(tools.map(tool => tool.format).sort())
  })

  it.each(tools)('$format has something to paste, for its own address', ({ format, title, snippets }) => {
    expect(title).toMatch(/./)
    const address = snippetAddress('https://status.example.com', format, 'TOKEN')
    for (const { parts } of snippets) expect(JSON.stringify(parts(address))).toContain(format)
  })

  it.each(tools)('$format reads its own test alert', ({ format }) => {
    const { format: spoken, body } = sampleOf(format, 'web01.example.net', now)
    const parsed = findTool(spoken)?.parse({ body, receivedAt: now })
    expect(parsed).toMatchObject({ items: [{ is: 'alert', alert: { kind: 'outage', state: 'firing' } }] })
  })

  it('are not found by the names of anything else', () => {
    expect(['', 'toString', '__proto__', 'Generic', 'heartbeat'].map(name => findTool(name))).toEqual(
      Array(5).fill(undefined),
    )
  })
})

describe('a tool that is added to the list', () => {
  const beacon: Tool = {
    format: 'beacon',
    otherNames: ['lighthouse'],
    title: 'Beacon',
    parse: ({ body }) => ({ unreadable: `beacon was asked to read ${JSON.stringify(body)}` }),
    snippets: [{ title: 'Beacon 2', parts: ({ url }) => ['In its form:', entered('URL', url)] }],
    neverResolves: true,
    testAlert: hostname => ({ down: hostname }),
  }
  const among = [...tools, beacon]

  it('is found by each of its names, and not in the list without it', () => {
    expect(findTool('beacon', among)).toBe(beacon)
    expect(findTool('lighthouse', among)).toBe(beacon)
    expect(findTool('beacon')).toBeUndefined()
    expect(formatNames(among)).toEqual([...formatNames(), 'beacon', 'lighthouse'].sort())
  })

  it('is shown, pasted and tested by its descriptor alone', () => {
    expect(toolTitle('beacon', among)).toBe('Beacon')
    expect(lostEndsOf('beacon', among)).toBe('never')
    const [filled] = fillSnippets('beacon', null, among)
    expect(filled).toMatchObject({
      title: 'Beacon 2',
      parts: ['In its form:', { text: expect.stringMatching(/\/api\/alerts\/beacon$/) }],
    })
    const { format, body } = sampleOf('lighthouse', 'web01', now, among)
    expect(format).toBe('beacon')
    expect(findTool(format, among)?.parse({ body, receivedAt: now })).toEqual({
      unreadable: 'beacon was asked to read {"down":"web01"}',
    })
  })
})

describe('what is known of a tool', () => {
  it('is said of one that is not in the list, too', () => {
    expect([toolTitle(null), toolTitle('unheard-of')]).toEqual(['any tool', 'unheard-of'])
    expect([lostEndsOf(null), lostEndsOf('unheard-of'), lostEndsOf('zabbix')]).toEqual([null, null, null])
  })

  it('names the way in which it can lose an end', () => {
    expect(lostEndsOf('falco')).toBe('never')
    expect(lostEndsOf('grafana')).toBe('silenced')
  })
})
