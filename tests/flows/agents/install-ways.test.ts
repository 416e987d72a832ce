import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { env } from '#lib/env.ts'
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

  it('is a shell loop over many that gives no token to any process list', async () => {
    const loop = pasted(waysForMany(script)).find(part => part.language === 'sh')
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
    expect(calls.map(line => line.split(' ')[3])).toEqual([
      'root@web07.example.net',
      'root@web08.example.net',
    ])
    expect(calls.join()).not.toMatch(/acl_src|whsec/)
    expect(called).toContain('acl_src_TOKEN\nwhsec_c2VjcmV0/+=\n')
    expect(called).toContain('acl_src_OTHER\nwhsec_c2VjcmV0/+=\n')
    const [, remote = ''] = /ssh -o BatchMode=yes root@web07\.example\.net (.*)/.exec(called) ?? []
    expect(spawnSync('sh', ['-n', '-c', remote]).status).toBe(0)
    expect(remote).toContain(`echo '${script.sha256}  allclear-agent' | sha256sum -c -`)
  })

  it('is YAML for Ansible and for cloud-init that says the same', () => {
    const [playbook] = pasted(waysForMany(script)).filter(part => part.language === 'yaml')
    const [play] = parse(playbook?.text ?? '')
    expect(play.tasks[0]['ansible.builtin.get_url'].checksum).toBe(`sha256:${script.sha256}`)
    expect(play.tasks[1]).toMatchObject({ no_log: true })
    expect(play.tasks[1]['ansible.builtin.command'].stdin).toContain("split('\t')[1] }}\n{{")
    const [cloudInit] = pasted(waysForOne(script, agent)).filter(part => part.language === 'yaml')
    expect(cloudInit?.text.startsWith('#cloud-config\n')).toBe(true)
    const { write_files: files, runcmd } = parse(cloudInit?.text ?? '')
    expect(files[0]).toMatchObject({ permissions: '0600', content: 'acl_src_TOKEN\nwhsec_c2VjcmV0/+=\n' })
    expect(spawnSync('sh', ['-n', '-c', runcmd[0]]).status).toBe(0)
  })
})
