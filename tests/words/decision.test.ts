import { expect, it } from 'vitest'
import { decide } from '#lib/rules/decision/decide.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { decisionInWords } from '#lib/words/decision.ts'
import { wordsIn } from '#lib/words/words.ts'
import { at, line, Simulation } from '#tests/rules/decision/simulation.ts'

const words = wordsIn('en')

/** What is decided when nothing arrives, of servers that are called so by now. */
function decideAgain(simulation: Simulation, label: string) {
  const before = simulation.known([], at(60))
  const named = before.servers.map(server => (server.id === 'web01' ? { ...server, label } : server))
  const input = { ...before, servers: named }
  return decisionInWords(words, decide(input, [], defaultPolicy, at(60), String), input, at(60))
}

it('an incident is called by its servers as they are called now, even where nothing else changes', () => {
  const simulation = new Simulation()
  simulation.decide(0, [line({})])
  expect(simulation.incidents).toMatchObject([{ title: 'web01 is down' }])
  expect(decideAgain(simulation, 'web01').incidents).toEqual([])
  expect(decideAgain(simulation, 'alpha').incidents).toMatchObject([{ title: 'alpha is down' }])
})

it('an incident on which a person wrote keeps its title', () => {
  const simulation = new Simulation()
  simulation.decide(0, [line({})])
  simulation.change({ touchedAt: at(10), title: 'Disk trouble' })
  expect(decideAgain(simulation, 'alpha').incidents).toEqual([])
})

it('reasons name the incident by its title', () => {
  const simulation = new Simulation()
  const { results } = simulation.decide(0, [line({})])
  expect(results.map(result => result.reason)).toEqual(["accepted: opens incident 'web01 is down'"])
})
