import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { findAgentScript, readInstallTemplates } from '#lib/flows/agents/agent-script.ts'
import {
  agentsFile,
  agentsFileName,
  installLine,
  waysForMany,
  waysForOne,
} from '#lib/flows/agents/install-ways.ts'

const script = { version: '1.0.0', sha256: 'c'.repeat(64) }
const agent = {
  sourceId: 's',
  serverId: 'w',
  hostname: 'web07.example.net',
  token: 'acl_src_TOKEN',
  secret: 'whsec_c2VjcmV0/+=',
}
const pasted = (ways: ReturnType<typeof waysForMany>) =>
  ways.flatMap(way => way.parts.flatMap(part => (typeof part === 'string' ? [] : [part])))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ways-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Programs that write down how they were called, and what they were handed. */
async function played(name: string): Promise<void> {
  const text = `#!/bin/sh\n{ echo "${name} $*"; cat; } >> ${folder}/called\n`
  await writeFile(join(folder, name), text, { mode: 0o755 })
}

describe('what installs an agent', () => {
  it('is one line that looks at the script before it runs, and hands over what proves it by a pipe', () => {
    expect(installLine(script, agent)).toBe(
      `curl -fsSo allclear-agent ${env.SITE_URL}/agent/allclear-agent && echo '${script.sha256}  allclear-agent' | sha256sum -c - && printf '%s\\n' 'acl_src_TOKEN' 'whsec_c2VjcmV0/+=' | sudo sh ./allclear-agent install --site ${env.SITE_URL} --mode report`,
    )
  })

  const templates = {
    loop: "#!/bin/sh\n# Replace SITE and SHA256.\nset -u\n# SITE\nsite='SITE'\nsha256='SHA256'\n",
    role: '# Replace SITE.\n- url: SITE/agent/allclear-agent\n  checksum: sha256:SHA256\n',
    cloudInit: '#cloud-config\n# Replace SITE.\nruncmd:\n  - sh --site SITE <allclear-agent.credentials\n',
  }

  it('for many is what we hand out, with our address and hash in it, and nothing left to replace', () => {
    expect(pasted(waysForMany(script, templates)).map(part => part.text)).toEqual([
      `#!/bin/sh\nset -u\n# ${env.SITE_URL}\nsite='${env.SITE_URL}'\nsha256='${script.sha256}'\n`,
      `- url: ${env.SITE_URL}/agent/allclear-agent\n  checksum: sha256:${script.sha256}\n`,
    ])
    const [line, cloudInit, credentials] = pasted(waysForOne(script, agent, templates))
    expect(line?.text).toBe(`${installLine(script, agent)}\n`)
    expect(cloudInit?.text).toMatch(/^#cloud-config\nruncmd:/)
    expect(cloudInit?.text).not.toContain(agent.token)
    expect(credentials?.text).toBe(`${agent.token}\n${agent.secret}\n`)
    const none = { loop: null, role: null, cloudInit: null }
    expect(waysForMany(script, none)).toEqual([])
  })

  it('gives no token to any process list, and reaches each server', async () => {
    const ours = await findAgentScript()
    const real = await readInstallTemplates()
    // A site may hand out none.
    if (!ours || !real.loop) return
    const loop = pasted(waysForMany(ours, real)).find(part => part.language === 'sh')
    await played('ssh')
    const others = [agent, { ...agent, hostname: 'web08.example.net', token: 'acl_src_OTHER' }]
    await writeFile(join(folder, agentsFileName), agentsFile(others))
    const run = spawnSync('sh', ['-c', loop?.text ?? ''], {
      cwd: folder,
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
      encoding: 'utf8',
    })
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
    const called = await readFile(join(folder, 'called'), 'utf8')
    const calls = called.split('\n').filter(line => line.startsWith('ssh '))
    expect(calls.join()).toMatch(/root@web07\.example\.net.*root@web08\.example\.net/)
    expect(calls.join()).not.toMatch(/acl_src|whsec/)
    expect(called).toContain('acl_src_TOKEN\nwhsec_c2VjcmV0/+=\n')
    expect(called).toContain('acl_src_OTHER\nwhsec_c2VjcmV0/+=\n')
  })
})
