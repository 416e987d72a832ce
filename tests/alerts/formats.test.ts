import { describe, expect, it } from 'vitest'
import { findFormat, formatNames } from '#lib/alerts/formats.ts'
import { snippetAddress } from '#lib/alerts/snippet/address.ts'
import { snippets } from '#lib/alerts/snippets/snippets.ts'

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

describe('the formats', () => {
  it('are those of the contract', () => {
    expect([...formatNames].sort()).toEqual([...contract, ...otherNames].sort())
  })

  it.each(contract)('%s has something to paste, for its own address', name => {
    const snippet = snippets.get(name)
    expect(snippet).toMatchObject({ format: name, title: expect.stringMatching(/./) })
    const address = snippetAddress('https://status.example.com', name, 'TOKEN')
    expect(JSON.stringify(snippet?.parts(address))).toContain(name)
  })

  it('are not found by the names of anything else', () => {
    expect(['', 'toString', '__proto__', 'Generic', 'heartbeat'].map(findFormat)).toEqual(
      Array(5).fill(undefined),
    )
  })
})
