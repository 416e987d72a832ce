import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'
import { type Desk, openDeskInBrowser } from './desk.ts'
import { canRun, passAway, titleOf, Workshop } from './workshop.ts'

const program = 'prometheus-alertmanager'

describe.skipIf(!canRun(program))(
  titleOf('Alertmanager, with the desk’s own words in Debian’s own file', program),
  () => {
    let desk: Desk
    let shop: Workshop
    let address: string
    const config = 'alertmanager.yml'

    beforeAll(async () => {
      desk = await openDeskInBrowser()
      shop = await Workshop.open('alertmanager')
      const texts = await desk.newSource('alertmanager')
      const own = await shop.run('cat', ['/etc/prometheus/alertmanager.yml'])
      const merged = own
        .replace(/^receivers:\n/m, line => line + texts.get('alertmanager.yml, the receiver'))
        .replace(/^ {2}routes:\n/m, line => line + texts.get('alertmanager.yml, the route'))
      // Its own waits are minutes.
      const hasty = merged
        .replace('group_wait: 30s', 'group_wait: 1s')
        .replace('group_interval: 5m', 'group_interval: 3s')
      await shop.write(config, hasty)
    })

    afterAll(async () => {
      await shop?.close()
      await desk?.close()
    })

    async function post(server: string, labels: Record<string, string>, endsInMs: number): Promise<void> {
      const now = Date.now()
      const alert = {
        labels: { alertname: 'InstanceDown', severity: 'critical', kind: 'outage', server, ...labels },
        annotations: { summary: `${server} does not answer` },
        startsAt: new Date(now - 60_000).toISOString(),
        endsAt: new Date(now + endsInMs).toISOString(),
      }
      const response = await fetch(`${address}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([alert]),
      })
      expect(response.status).toBe(200)
    }

    const hour = 3_600_000

    it('passes amtool check-config', async () => {
      expect(await shop.run('amtool', ['check-config', shop.path(config)])).toContain('SUCCESS')
    })

    it('tells of a problem and of its end', async () => {
      const port = await freePort()
      address = `http://127.0.0.1:${port}`
      shop.start(program, [
        `--config.file=${shop.path(config)}`,
        `--storage.path=${shop.path('data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ])
      await until(
        async () => (await fetch(`${address}/-/ready`).catch(() => null))?.ok,
        'it is ready',
        30_000,
      )
      await post('web30', {}, hour)
      await until(async () => (await desk.open()).length === 1, 'the alert is open', 30_000)
      await post('web30', {}, -1)
      await until(async () => (await desk.open()).length === 0, 'it has ended', 30_000)
      expect(await desk.lines('alertmanager')).toMatchObject([
        { result: 'accepted', state: 'firing' },
        { result: 'accepted', state: 'resolved' },
      ])
    })

    it('says nothing of what is silenced', async () => {
      const before = (await desk.lines('alertmanager')).length
      await shop.run('amtool', [
        'silence',
        'add',
        `--alertmanager.url=${address}`,
        '--comment=work',
        '--author=test',
        'server=web31',
      ])
      await post('web31', {}, hour)
      await post('web32', {}, hour)
      await until(async () => (await desk.open()).length === 1, 'the other one is open', 30_000)
      expect((await desk.lines('alertmanager')).length).toBe(before + 1)
      await post('web32', {}, -1)
      await until(async () => (await desk.open()).length === 0, 'it has ended', 30_000)
    })

    it('tells the end although the site is away for 30 s', async () => {
      await post('web33', {}, hour)
      await until(async () => (await desk.open()).length === 1, 'the alert is open', 30_000)
      await desk.kill()
      await post('web33', {}, -1)
      await passAway()
      await desk.restart()
      await until(async () => (await desk.open()).length === 0, 'it has ended', 60_000)
    })
  },
)
