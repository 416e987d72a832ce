import { describe, expect, it } from 'vitest'
import { parseGrafana } from '#lib/alerts/grafana/parse.ts'
import { grafana } from './fixtures/bodies.ts'
import { alertOf, ignoredReason, itemsOf, rejectedField, unreadable } from './parsed.ts'

const [usual] = grafana.alerts

/** The usual alert with other labels, annotations and fields. */
function body(fields: object = {}, labels: object = {}, annotations: object = {}) {
  const alert = {
    ...usual,
    labels: { ...usual?.labels, ...labels },
    annotations: { ...usual?.annotations, ...annotations },
  }
  return { ...grafana, alerts: [{ ...alert, ...fields }] }
}

describe('Grafana', () => {
  it('names server, time and identity, and shows what was measured', () => {
    expect(alertOf(parseGrafana, grafana)).toMatchObject({
      source: 'grafana',
      fingerprint: 'c6eadffa33fcdf37',
      hosts: ['web07.example-host.net:9100'],
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      summary: 'web07 does not answer',
      startsAt: new Date('2026-03-10T14:20:00Z'),
      endsAt: null,
      onServer: null,
    })
    expect(alertOf(parseGrafana, grafana).details).toContain(
      'value=0 ]\nhttps://grafana.example-host.net/d/abc?viewPanel=1',
    )
    expect(alertOf(parseGrafana, body({ valueString: '' })).details).toContain('A=0 C=1')
  })

  it('counts the status of each alert, not that of the group', () => {
    const ended = { ...usual, status: 'resolved', endsAt: '2026-03-10T14:25:00Z', fingerprint: 'aa' }
    const items = itemsOf(parseGrafana, { ...grafana, alerts: [usual, ended] })
    expect(items.map(item => item.is === 'alert' && item.alert.state)).toEqual(['firing', 'resolved'])
  })

  it.each([
    ['DatasourceError', { alertname: 'DatasourceError', rulename: 'HostDown' }, {}],
    ['DatasourceNoData', { alertname: 'DatasourceNoData', rulename: 'HostDown' }, {}],
    ['a rule that fires without data', {}, { grafana_state_reason: 'NoData' }],
    ['a rule that fires on errors', {}, { grafana_state_reason: 'Error' }],
  ])('takes %s for its own trouble, not for an outage', (_, labels, annotations) => {
    expect(alertOf(parseGrafana, body({}, labels, annotations))).toMatchObject({
      kind: 'other',
      severity: 'warning',
      summary: 'Grafana has no measurement for HostDown',
    })
  })

  it.each(['MissingSeries', 'Paused', 'RuleDeleted', 'Updated'])(
    'does not take %s for a recovery',
    reason => {
      const silent = body({ status: 'resolved' }, {}, { grafana_state_reason: reason })
      expect(ignoredReason(parseGrafana, silent)).toContain('silence, not a recovery')
    },
  )

  it('ends its own trouble when it ends', () => {
    const own = body(
      { status: 'resolved' },
      { alertname: 'DatasourceError' },
      { grafana_state_reason: 'Updated' },
    )
    expect(alertOf(parseGrafana, own)).toMatchObject({ state: 'resolved', kind: 'other' })
  })

  it('knows its test button', () => {
    const test = body({}, { alertname: 'TestAlert', instance: 'Grafana' })
    expect(ignoredReason(parseGrafana, test)).toBe('test: the source works')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseGrafana, { text: 'a custom payload' })).toContain(
      "accepts the list of Grafana's webhook",
    )
    expect(rejectedField(parseGrafana, { alerts: [7] })).toBe('alerts')
    expect(rejectedField(parseGrafana, body({ status: 'alerting' }))).toBe('status')
  })
})
