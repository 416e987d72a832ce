import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#tests/support/until.ts'
import { type Desk, openDeskInBrowser } from './desk.ts'
import { Workshop } from './workshop.ts'

const places = ['/usr/libexec', '/usr/lib'].map(folder => `${folder}/netdata/plugins.d/alarm-notify.sh`)
const program = places.find(path => existsSync(path))
const isRoot = process.getuid?.() === 0
const title = `Netdata, by its own alarm-notify.sh${program && isRoot ? '' : ' (skipped: it is not installed here, or this is not root)'}`

describe.skipIf(!program || !isRoot)(title, () => {
  let desk: Desk
  let shop: Workshop
  let paste: (name: string) => string
  let saidAt = 0

  beforeAll(async () => {
    desk = await openDeskInBrowser()
    shop = await Workshop.open('netdata')
    const texts = await desk.newSource('netdata')
    paste = name => shop.moved(texts.get(name) ?? '')
    await shop.write('usr/local/bin/allclear-netdata', paste('allclear-netdata'))
    await shop.run('sh', ['-c', paste('as root: rights of the script')])
    await shop.write('etc/netdata/health_alarm_notify.conf', paste('health_alarm_notify.conf'))
  })

  afterAll(async () => {
    await shop?.close()
    await desk?.close()
  })

  /** What Netdata runs for one change of an alert, as its user, with the environment of its service. It looks once a second: no two are of the same. */
  async function change(
    status: string,
    before: string,
    service: Record<string, string> = {},
  ): Promise<string> {
    saidAt = Math.max(saidAt + 1, Math.floor(Date.now() / 1000))
    const now = String(saidAt)
    const facts = [
      'sysadmin',
      'web30',
      '1',
      '1',
      '1',
      now,
      'portcheck_connection_fails',
      'portcheck.ssh',
      'ssh',
    ]
    const values = [
      status,
      before,
      '100',
      '0',
      '1',
      '1',
      '60',
      '%',
      'connections "fail"',
      '100%',
      '0%',
      '',
      '',
    ]
    const counts = ['0', '0', '', '', 'Workload', '']
    const env = { NETDATA_USER_CONFIG_DIR: shop.path('etc/netdata'), ...service }
    const kept = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    const all = ['-u', 'netdata', '--', 'env', ...kept, program ?? '', ...facts, ...values, ...counts]
    return shop.run('runuser', all).catch(error => String(error))
  }

  /** The drop-in of the service, as systemd would set it. */
  function environment(): Record<string, string> {
    const [, name = '', value = ''] = /^Environment=(\w+)=(\w+)$/m.exec(paste('allclear.conf')) ?? []
    return { [name]: value }
  }

  it('tells of a problem and of its end', async () => {
    expect(await change('CRITICAL', 'CLEAR')).toContain(
      'told Allclear of portcheck_connection_fails on web30',
    )
    await until(async () => (await desk.open()).length === 1, 'the alert is open', 20_000)
    await change('CLEAR', 'CRITICAL')
    await until(async () => (await desk.open()).length === 0, 'it has ended', 20_000)
  })

  it('tells the end after a restart, in which it has forgotten the problem, with the environment of the desk’s drop-in', async () => {
    await change('CRITICAL', 'CLEAR')
    await until(async () => (await desk.open()).length === 1, 'the alert is open', 20_000)
    expect(await change('CLEAR', 'UNINITIALIZED')).toContain('not sending notification')
    expect(await desk.open()).toHaveLength(1)
    await change('CLEAR', 'UNINITIALIZED', environment())
    await until(async () => (await desk.open()).length === 0, 'it has ended', 20_000)
  })

  it('tells the end when the site was away', async () => {
    await change('CRITICAL', 'CLEAR')
    await until(async () => (await desk.open()).length === 1, 'the alert is open', 20_000)
    await desk.kill()
    const [said] = await Promise.all([change('CLEAR', 'CRITICAL'), desk.restart()])
    expect(said).toContain('told Allclear')
    await until(async () => (await desk.open()).length === 0, 'it has ended', 60_000)
  })

  it('passes the test that the desk names', async () => {
    const before = (await desk.lines('netdata')).length
    const test = paste('as root: test').replace(
      '$program test',
      `NETDATA_USER_CONFIG_DIR=${shop.path('etc/netdata')} $program test`,
    )
    expect(await shop.run('sh', ['-c', test])).toContain('# OK')
    expect((await desk.lines('netdata')).length).toBe(before + 3)
  })
})
