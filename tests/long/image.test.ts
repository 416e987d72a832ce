import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missing } from './daemon.ts'

const name = 'localhost/allclear'
const work = process.env.TEST_IMAGE_FOLDER ?? '/var/tmp/allclear-image'
const why = missing('/usr/bin/buildah', '/usr/sbin/debootstrap')
if (why) console.log(`The image is not built: ${why}`)

const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' }).trim()

/** Runs a shell of the image, as its user, with nothing of this machine but its network. */
function inImage(script: string): string {
  const container = run('buildah', 'from', name)
  try {
    return run(
      'buildah',
      'run',
      '--isolation',
      'chroot',
      '--network',
      'host',
      container,
      '/bin/sh',
      '-c',
      script,
    )
  } finally {
    run('buildah', 'rm', container)
  }
}

describe.skipIf(why)('the image', () => {
  it('is built by the Dockerfile, is small, and belongs to nobody with rights', () => {
    const built = spawnSync(join(import.meta.dirname, 'image', 'build.sh'), [work, name], {
      encoding: 'utf8',
    })
    expect(built.status, built.stderr).toBe(0)
    const config = JSON.parse(run('buildah', 'inspect', '--type', 'image', name)).Docker.config
    expect([config.User, Object.keys(config.Volumes)]).toEqual(['65532:65532', ['/data']])
    expect(config.Healthcheck.Test.join(' ')).toContain('/healthz')
    const [image] = JSON.parse(run('buildah', 'images', '--json', name))
    const megabytes = Number.parseFloat(image.size)
    console.log(`The image has ${megabytes} MB.`)
    expect(megabytes).toBeLessThanOrEqual(350)
  })

  it('starts from nothing with a database of its own, answers, and ends when it is asked to', () => {
    const said = inImage(`export PORT=4190 HOST=127.0.0.1 SITE_URL=http://127.0.0.1:4190
      allclear > /tmp/log 2>&1 & site=$!
      for turn in $(seq 120); do wget -q -O /dev/null http://127.0.0.1:4190/ 2>/dev/null && break; sleep 1; done
      wget -q -O - http://127.0.0.1:4190/status.txt
      wget -q -O - http://127.0.0.1:4190/card/site.png | wc -c
      id -u; allclear check-audit; touch /app/x 2>/dev/null || echo the code is closed
      kill $site; wait $site; echo ended with $?; cat /tmp/log`)
    for (const sentence of [/^65532$/m, /the code is closed/, /ended with 0/, /ready at/])
      expect(said).toMatch(sentence)
    expect(said).not.toMatch(/Cannot find|MODULE_NOT_FOUND/)
  })

  it('has neither a compiler nor a package manager, and no way to a registry', () => {
    const found = inImage(
      'which npm npx gcc make apt dpkg git python3; find / -xdev -name ".npmrc" 2>/dev/null; env',
    )
    expect(found).not.toMatch(/bin\/(npm|npx|gcc|make|apt|dpkg|git|python3)|npmrc|CA_CERTS/)
  })
})
