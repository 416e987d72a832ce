import { expect, it } from 'vitest'
import { type ServerBanner, type ServerState, serverBanner } from '#lib/rules/servers/banner.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { adviceFor, whyOf } from '#lib/rules/servers/verdict.ts'

const banner = (impact: Impact, cause: Cause | null, phase: 'identified' | null = null): ServerBanner =>
  serverBanner(
    'web07',
    { impact, cause, isWatching: false, isIntermittent: false },
    { phase, isTaken: false },
  )

it.each([
  ['fine', banner('operational', null), null],
  ['down, nobody knows why', banner('major_outage', 'outage'), 'unknown'],
  ['down, its cause found', banner('major_outage', 'outage', 'identified'), 'found'],
  ['being checked', banner('degraded', 'suspicious-file'), 'checked'],
  ['slow by our own work', banner('degraded', 'countermeasure'), 'ourDoing'],
  ['under maintenance', banner('maintenance', 'maintenance'), 'planned'],
  ['silent', banner('operational', 'no-data'), 'silent'],
])('the reason of a server that is %s', (_, given, reason) => {
  expect(whyOf(given)).toBe(reason)
})

it('a server that has recovered is called so, whatever it was in', () => {
  const status = { impact: 'major_outage', cause: 'outage', isWatching: true, isIntermittent: false } as const
  expect(whyOf(serverBanner('web07', status, { phase: 'monitoring', isTaken: true }))).toBe('recovered')
})

it.each<[ServerState, string]>([
  ['down', 'waitOut'],
  ['intermittently_down', 'waitOut'],
  ['slow', 'bePatient'],
  ['being_checked', 'bePatient'],
  ['recovered', 'tryAgain'],
  ['under_maintenance', 'planAround'],
  ['without_data', 'lookYourself'],
  ['fine', 'askSupport'],
])('who has something on a server that is %s is told to %s', (state, advice) => {
  expect(adviceFor(state)).toBe(advice)
})
