import { VFile } from 'vfile'
import { matter } from 'vfile-matter'
import { describe, expect, it } from 'vitest'
import { parseDatadog } from '#lib/alerts/datadog/parse.ts'
import { datadogSnippet as datadog } from '#lib/alerts/datadog/snippet.ts'
import { parseGatus } from '#lib/alerts/gatus/parse.ts'
import { gatusSnippet as gatus } from '#lib/alerts/gatus/snippet.ts'
import { parseHealthchecks } from '#lib/alerts/healthchecks/parse.ts'
import { healthchecksSnippet as healthchecks } from '#lib/alerts/healthchecks/snippet.ts'
import { parseUptimeRobot } from '#lib/alerts/uptimerobot/parse.ts'
import { uptimerobotSnippet as uptimerobot } from '#lib/alerts/uptimerobot/snippet.ts'
import * as bodies from '../fixtures/monitor-bodies.ts'
import { alertOf } from '../parsed.ts'
import { pastedText } from './pasted.ts'

/** A template as its tool fills it: each placeholder by its value, the longer ones first. */
function filled(template: string, values: Record<string, string>): string {
  const names = Object.keys(values).sort((a, b) => b.length - a.length)
  return names.reduce((text, name) => text.replaceAll(name, values[name] as string), template)
}

describe('filled as its tool fills it, the body of', () => {
  it('Gatus is read whole, whatever a site has answered', () => {
    const file = new VFile(`---\n${pastedText(gatus, 'config.yaml, alerting')}---\n`)
    matter(file)
    const { alerting } = file.data.matter as { alerting: { custom: { body: string; headers: object } } }
    expect(alerting.custom.headers).toMatchObject({ 'Content-Type': 'application/x-www-form-urlencoded' })
    const body = filled(alerting.custom.body, {
      '[RESULT_CONDITIONS]': '❌ - `[BODY] ({"state=":"100%","a":"&state=RESOLVED&name=x"}) == 1`',
      '[RESULT_ERRORS]': 'Get \\"https://web07/?a=1&b=2\\": context\\n deadline exceeded',
      '[ALERT_DESCRIPTION]': 'it\'s "down"',
      '[ENDPOINT_URL]': 'https://web07.example-host.net/?probe=1&name=evil',
      '[ENDPOINT_GROUP]': 'web',
      '[ENDPOINT_NAME]': 'web07-https',
      '[ALERT_TRIGGERED_OR_RESOLVED]': 'TRIGGERED',
    })
    expect(alertOf(parseGatus, Object.fromEntries(new URLSearchParams(body)))).toMatchObject({
      fingerprint: 'gatus:web/web07-https',
      state: 'firing',
      kind: 'outage',

      summary: 'web07-https: it\'s "down"',
      hosts: ['https://web07.example-host.net/?probe=1', 'web07-https'],
    })
  })

  it.each([
    ['down', 'firing'],
    ['up', 'resolved'],
  ])('Healthchecks says that a check is %s', (status, state) => {
    const name = 'web07 "alive" \\ ✓'
    const body = filled(pastedText(healthchecks, 'Request Body'), {
      $NAME_JSON: JSON.stringify(name),
      $STATUS: status,
      $CODE: bodies.healthchecks.code,
      $NOW: bodies.healthchecks.now,
      $JSON: JSON.stringify({ ...bodies.healthchecks.check, name }),
    })
    expect(alertOf(parseHealthchecks, JSON.parse(body))).toMatchObject({
      fingerprint: `healthchecks:${bodies.healthchecks.code}`,
      state,
      kind: 'outage',
      summary: expect.stringContaining(name),
    })
  })

  it('Datadog holds all that is read of it', () => {
    const payload = JSON.parse(pastedText(datadog, 'Payload')) as Record<string, string>
    expect(Object.keys(payload).sort()).toEqual(Object.keys(bodies.datadog).sort())
    const values = Object.entries(bodies.datadog).map(([name, value]) => [`$${name.toUpperCase()}`, value])
    const body = filled(JSON.stringify(payload), Object.fromEntries(values))
    expect(JSON.parse(body)).toEqual(bodies.datadog)
    expect(alertOf(parseDatadog, JSON.parse(body)).kind).toBe('slowdown')
  })

  it('UptimeRobot holds all that is read of it', () => {
    const template = pastedText(uptimerobot, 'POST value')
    const values = Object.entries(bodies.uptimerobot).map(([name, value]) => [`*${name}*`, value])
    const body = JSON.parse(filled(template, Object.fromEntries(values)))
    expect(body).toEqual(bodies.uptimerobot)
    expect(alertOf(parseUptimeRobot, body).kind).toBe('outage')
  })
})
