import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The agent's script as we hand it out. sha256: 64 hexadecimal digits. */
export type AgentScript = { version: string; sha256: string }

const path = join(/* turbopackIgnore: true */ process.cwd(), 'public', 'agent', 'allclear-agent')

/** Which script we hand out; null: this site has none. */
export async function findAgentScript(): Promise<AgentScript | null> {
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return null
  const [, version = ''] = /^VERSION='([0-9A-Za-z.+~-]{1,40})'$/m.exec(bytes.toString('latin1')) ?? []
  return version === '' ? null : { version, sha256: createHash('sha256').update(bytes).digest('hex') }
}
