import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The agent's script as we hand it out. sha256: 64 hexadecimal digits. */
export type AgentScript = { version: string; sha256: string }

/** What installs it on many servers, in which SITE and SHA256 stand for what they are; null: there is none. */
export type InstallTemplates = { loop: string | null; role: string | null; cloudInit: string | null }

const folder = join(/* turbopackIgnore: true */ process.cwd(), 'public', 'agent')

const read = (name: string) => readFile(join(folder, name)).catch(() => null)

/** Which script we hand out; null: this site has none. */
export async function findAgentScript(): Promise<AgentScript | null> {
  const bytes = await read('allclear-agent')
  if (!bytes) return null
  const [, version = ''] = /^VERSION='([0-9A-Za-z.+~-]{1,40})'$/m.exec(bytes.toString('latin1')) ?? []
  return version === '' ? null : { version, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export async function readInstallTemplates(): Promise<InstallTemplates> {
  const [loop, role, cloudInit] = await Promise.all(
    ['loop.sh', 'ansible-role.yml', 'cloud-init.yml'].map(read),
  )
  return {
    loop: loop?.toString() ?? null,
    role: role?.toString() ?? null,
    cloudInit: cloudInit?.toString() ?? null,
  }
}
