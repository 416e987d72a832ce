import fc from 'fast-check'
import { expect, it } from 'vitest'
import { measure } from '#tests/support/measure.ts'
import { shells } from './agent-box.ts'
import { type Asked, finding, openSendingAgent } from './agent-site.ts'

const retryLater: Record<string, string> = { 'retry-after': '700' }

const step = fc.record({
  found: fc.subarray(['a', 'b', 'c']),
  answer: fc.constantFrom(200, 200, 200, 401, 413, 429, 500, 503),
  isAway: fc.boolean(),
  killed: fc.constantFrom('', '', 'before-rename', 'before-told', 'before-forget'),
  clock: fc.constantFrom(0, 0, 0, -9000, 4000),
  later: fc.integer({ min: 300, max: 4000 }),
})

/** What the site holds to be there, as it reads alerts and heartbeats: each request once, by its id. */
function openBelief() {
  const states = new Map<string, string>()
  const ids = new Set<unknown>()
  function hear({ headers, path, body }: Asked) {
    if (ids.has(headers['webhook-id'])) return
    ids.add(headers['webhook-id'])
    const { alerts = [], openFingerprints = [] } = JSON.parse(body)
    for (const { fingerprint, state } of alerts) states.set(fingerprint, state)
    if (path === '/api/heartbeat')
      for (const fingerprint of states.keys())
        if (!openFingerprints.includes(fingerprint)) states.set(fingerprint, 'resolved')
  }
  const firing = () =>
    [...states].filter(([, state]) => state === 'firing').map(([fingerprint]) => fingerprint)
  return { hear, firing: () => firing().sort() }
}

it(
  'whatever the site answers, wherever a run is killed: in the end the site knows what is there',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: measure(9, 4) }),
        fc.constantFrom(...shells),
        async (steps, shell) => {
          const agent = await openSendingAgent()
          const belief = openBelief()
          const run = async (seconds: number, env: Record<string, string> = {}) => {
            agent.site.now += seconds
            return agent.run(['run', '--scheduled'], { shell, env })
          }
          for (const { found, answer, isAway, killed, clock, later } of steps) {
            agent.find(found.map(name => finding(name)))
            agent.site.isAway = isAway
            agent.site.answer = asked => {
              if (answer === 200) belief.hear(asked)
              return { status: answer, headers: answer === 429 ? retryLater : {} }
            }
            const hook = { ALLCLEAR_TEST_HOOK: killed, ALLCLEAR_TEST_HOOK_RUNS: 'kill -9 "$1"' }
            await run(later, { ...(killed ? hook : {}), ALLCLEAR_TEST_NOW: String(agent.site.now + clock) })
          }
          agent.site.isAway = false
          agent.site.answer = asked => {
            belief.hear(asked)
            return { status: 200 }
          }
          agent.configure('# so that a token that was refused counts again\n')
          for (const seconds of [4500, 4500]) await run(seconds)
          const wanted = steps.at(-1)?.found.map(name => `unowned-library:${name}`)
          expect(belief.firing()).toEqual(wanted?.sort())
          await agent.close()
        },
      ),
      { numRuns: measure(40, 1) },
    )
  },
  measure(600_000, 240_000),
)

it('tells again what came back after a run that was killed as it told that it had gone', async () => {
  const agent = await openSendingAgent()
  const belief = openBelief()
  agent.site.answer = asked => {
    belief.hear(asked)
    return { status: 200 }
  }
  agent.find([finding('a')])
  await agent.run(['run'])
  agent.find([])
  await agent.run(['run'], {
    env: { ALLCLEAR_TEST_HOOK: 'before-told', ALLCLEAR_TEST_HOOK_RUNS: 'kill -9 "$1"' },
  })
  agent.find([finding('a')])
  await agent.run(['run'])
  expect(belief.firing()).toEqual(['unowned-library:a'])
  await agent.close()
})
