import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openAgentSite, secret, token } from './agent-site.ts'
import { library, openScanBox } from './scan-box.ts'

it('tells the site of a planted library once, moves it, and tells that it is gone', async () => {
  // The agent goes by the clock of the machine, and all of this may take minutes.
  const [box, site] = [openScanBox(), await openAgentSite(() => Math.floor(Date.now() / 1000))]
  try {
    box.put('proc/loadavg', '0.42 0.31 0.20 1/234 5678\n')
    box.put('proc/uptime', '1234.56 4321.00\n')
    box.put('proc/cpuinfo', 'processor\t: 0\n')
    box.put('proc/sys/kernel/random/boot_id', 'b5c1a0de-0000-4000-8000-000000000001\n')
    const configure = (mode: string) =>
      box.put(
        'etc/allclear-agent.conf',
        `site=${site.url}\ntoken=${token}\nsecret=${secret}\nmode=${mode}\n`,
        0o600,
      )
    const alerts = () => site.bodies('/api/alerts/generic').flatMap(body => body.alerts)
    const heartbeat = () => site.bodies('/api/heartbeat').at(-1)

    configure('report')
    expect(await box.run(['run'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('In the baseline: 1 keys'),
    })
    expect(alerts()).toEqual([])
    expect(heartbeat()).toMatchObject({
      checks: { run: 13 },
      openFingerprints: [],
      agent: { mode: 'report', unknown: [], quarantined: 0, baselineAt: expect.any(Number) },
    })

    box.put('usr/lib64/libns2.so', library('libns2.so'))
    await box.run(['run'])
    await box.run(['run'])
    expect(alerts()).toMatchObject([
      {
        state: 'firing',
        kind: 'suspicious-file',
        severity: 'critical',
        labels: {
          check: 'known-name',
          path: '/usr/lib64/libns2.so',
          package: 'owned by no package',
          action: 'reported',
        },
      },
    ])
    expect(heartbeat().openFingerprints).toEqual([alerts()[0].fingerprint])

    configure('move')
    await box.run(['run'])
    expect(existsSync(join(box.root, 'usr/lib64/libns2.so'))).toBe(false)
    rmSync(join(box.root, 'var/lib/dpkg/info/bash.md5sums'))
    await box.run(['run'])
    expect(alerts().map(({ state, labels }) => `${state}: ${labels.action.replace(/\d+-.*/, 'ID')}`)).toEqual(
      ['firing: reported', 'firing: moved to quarantine ID', 'resolved: moved to quarantine ID'],
    )
    expect(heartbeat()).toMatchObject({
      openFingerprints: [],
      agent: { mode: 'move', quarantined: 1, unknown: ['changed-file: dpkg has no digests of bash'] },
    })
  } finally {
    await site.close()
    box.close()
  }
})
