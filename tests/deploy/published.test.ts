import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { whereIs } from '#tests/agent/agent-box.ts'

const read = (path: string) => readFileSync(path, 'utf8')

describe('what is published for those who run it', () => {
  it('leads to files that there are', () => {
    for (const file of globSync('docs/deploy/*.md')) {
      const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match =>
        join('docs/deploy', match[1] ?? ''),
      )
      expect(links.filter(link => !existsSync(link))).toEqual([])
    }
  })

  /** Where alerts, forms, the desk and streams are: the same in each. */
  const apart = ['api/', 'v2/', 'mcp', 'desk', 'agent/', 'live']
  it.each(['nginx.conf', 'varnish.vcl', 'fastly.vcl', 'cloudflare.json'])(
    '%s hands on at once what is for nobody else',
    file => {
      const text = read(`docs/deploy/${file}`)
      for (const part of apart) expect(text).toContain(part)
    },
  )

  it('for nginx does without TLS what the README does, which is tried, and speaks the same versions of it', () => {
    const partsOf = (file: string) => {
      const text = read(file)
      return [/server \{\n {2}listen 80;[\s\S]*?\n\}\n/.exec(text)?.[0], /ssl_protocols .*/.exec(text)?.[0]]
    }
    const parts = partsOf('docs/deploy/nginx.conf')
    expect(parts).toEqual(partsOf('README.md'))
    expect(parts).toEqual([expect.any(String), expect.any(String)])
  })

  it('tells nobody that it was built: what builds it would else say so to its makers', () => {
    const { scripts } = JSON.parse(read('package.json'))
    expect(scripts.build).toMatch(/^NEXT_TELEMETRY_DISABLED=1 /)
    expect(read('Dockerfile')).toContain('NEXT_TELEMETRY_DISABLED=1')
  })

  it('for Cloudflare is JSON whose rules exclude each other', () => {
    const Rules = z.object({
      phase: z.literal('http_request_cache_settings'),
      rules: z.tuple([
        z.object({ expression: z.string(), action_parameters: z.object({ cache: z.literal(false) }) }),
        z.object({ expression: z.string(), action_parameters: z.object({ cache: z.literal(true) }).loose() }),
      ]),
    })
    const [never, kept] = Rules.parse(JSON.parse(read('docs/deploy/cloudflare.json'))).rules
    const [, paths = ''] = never.expression.split('and (', 2)
    expect(kept.expression).toBe(never.expression.replace('and (', 'and not ('))
    expect(paths).not.toBe('')
  })

  it('for Docker is a site that only the proxy reaches, which keeps what it has to', () => {
    const { services, networks } = parse(read('docker-compose.yml'))
    expect(services.allclear.ports).toBeUndefined()
    expect(services.postgres.ports).toBeUndefined()
    expect([services.allclear.read_only, networks.inside.internal]).toEqual([true, true])
    expect(services.allclear.volumes).toEqual(['allclear:/data'])
    // A copy of .env.example is for a process beside the proxy, and would close the container.
    expect(services.allclear.environment).toMatchObject({ HOST: '0.0.0.0', PORT: '3000', DATA_DIR: '/data' })
    const published = services.proxy.volumes[0].split(':')[0]
    expect(existsSync(published)).toBe(true)
    // The names that the proxy's start fills in are in what it fills them into.
    for (const name of ['127.0.0.1:3000', 'server_name status.example.com'])
      expect(read(published)).toContain(name)
  })
})

describe.skipIf(!whereIs('systemd-analyze'))('the unit for systemd', () => {
  it('is one that systemd reads, and lets the site do little', () => {
    const folder = mkdtempSync(join(tmpdir(), 'allclear-unit-'))
    try {
      mkdirSync(join(folder, 'bin'))
      const program = join(folder, 'bin/allclear')
      writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
      const unit = join(folder, 'allclear.service')
      writeFileSync(unit, read('deploy/allclear.service').replaceAll('/opt/allclear', folder))
      expect(read('deploy/allclear.service')).toMatch(/^ExecStart=\/usr\/bin\/env DATA_DIR=%S\/allclear /m)
      const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
      expect([verified.status, verified.stderr]).toEqual([0, ''])
      const scored = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
        encoding: 'utf8',
      })
      expect([scored.status, scored.stdout.split('\n').at(-2)]).toEqual([0, expect.stringContaining('OK')])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
