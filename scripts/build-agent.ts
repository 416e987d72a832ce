import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const parts = 'agent'
export const builtAgent = 'public/agent/allclear-agent'

/** The parts of the agent in the order of their numbers, as paths. */
export function agentParts(): string[] {
  const names = readdirSync(parts, { recursive: true, encoding: 'utf8' })
  return names
    .filter(name => /^\d-[a-z]+\/\d\d-[a-z-]+\.sh$/.test(name))
    .sort()
    .map(name => join(parts, name))
}

/** The agent as servers get it: its parts, one after the other. */
export function joinAgent(): string {
  return agentParts()
    .map(part => readFileSync(part, 'utf8'))
    .join('\n')
}

if (import.meta.main) {
  writeFileSync(builtAgent, joinAgent())
  chmodSync(builtAgent, 0o755)
}
