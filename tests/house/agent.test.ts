import { readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { agentParts, builtAgent, joinAgent } from '../../scripts/build-agent.ts'

it('the agent that servers get is built of its parts: npm run build:agent', () => {
  expect(readFileSync(builtAgent, 'utf8')).toBe(joinAgent())
  expect(statSync(builtAgent).mode & 0o111).toBe(0o111)
})

it('no part of the agent is longer than one sitting', () => {
  const long = agentParts().filter(part => readFileSync(part, 'utf8').split('\n').length > 201)
  expect(long).toEqual([])
  expect(agentParts().length).toBeGreaterThan(30)
})
