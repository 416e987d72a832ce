import { expect, it } from 'vitest'
import { decide } from '#lib/rules/decision/decide.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { decisionInWords } from '#lib/words/decision.ts'
import { wordsIn } from '#lib/words/words.ts'
import { at, line, World } from '#tests/rules/decision/world.ts'

const words = wordsIn('en')

/** What is decided when nothing arrives, of servers that are called so by now. */
function decideAgain(world: World, label: string) {
  const before = world.known([], at(60))
  const named = before.servers.map(server => (server.id === 'web01' ? { ...server, label } : server))
  const known = { ...before, servers: named }
  return decisionInWords(words, decide(known, [], defaultPolicy, at(60), String), known, at(60))
}

it('an incident is called by its servers as they are called now, even where nothing else changes', () => {
  const world = new World()
  world.decide(0, [line({})])
  expect(world.incidents).toMatchObject([{ title: 'web01 is down' }])
  expect(decideAgain(world, 'web01').incidents).toEqual([])
  expect(decideAgain(world, 'alpha').incidents).toMatchObject([{ title: 'alpha is down' }])
})

it('an incident on which a person wrote keeps its title', () => {
  const world = new World()
  world.decide(0, [line({})])
  world.change({ touchedAt: at(10), title: 'Disk trouble' })
  expect(decideAgain(world, 'alpha').incidents).toEqual([])
})

it('reasons name the incident by its title', () => {
  const world = new World()
  const { results } = world.decide(0, [line({})])
  expect(results.map(result => result.reason)).toEqual(["accepted: opens incident 'web01 is down'"])
})
