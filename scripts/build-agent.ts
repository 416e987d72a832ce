import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const parts = 'agent'
export const builtAgent = 'public/agent/allclear-agent'

/** The agent as servers get it: its parts, one after the other in the order of their numbers. */
export function joinAgent(): string {
  const names = readdirSync(parts).filter(name => /^\d\d-[a-z-]+\.sh$/.test(name))
  return names
    .sort()
    .map(name => readFileSync(join(parts, name), 'utf8'))
    .join('\n')
}

if (import.meta.main) {
  writeFileSync(builtAgent, joinAgent())
  chmodSync(builtAgent, 0o755)
}
