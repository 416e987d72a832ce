import { cp } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#tests/support/until.ts'
import { type Desk, openDeskInBrowser } from './desk.ts'
import { canRun, passAway, programOf, titleOf, Workshop } from './workshop.ts'

const program = 'nagios4'

const objects = `define host {
  use                     generic-host
  contact_groups          admins
  host_name               web30
  address                 127.0.0.1
  active_checks_enabled   0
  check_command           check-host-alive
  max_check_attempts      1
  flap_detection_enabled  0
}
define service {
  use                     generic-service
  host_name               web30
  service_description     HTTP
  active_checks_enabled   0
  check_command           check_http
  max_check_attempts      1
  flap_detection_enabled  0
}
`

/** Names are "host" or "host;service"; Nagios reads them from its pipe. */
type Result = { of: string; code: number; output: string }

describe.skipIf(!canRun(program))(
  titleOf('Nagios, with the desk’s own words in Debian’s own files', program),
  () => {
    let desk: Desk
    let shop: Workshop
    let said: () => string = () => ''

    beforeAll(async () => {
      desk = await openDeskInBrowser()
      shop = await Workshop.open('nagios')
      const texts = await desk.newSource('nagios')
      const paste = (name: string) => shop.moved(texts.get(name) ?? '')
      for (const folder of ['etc/nagios4', 'etc/nagios-plugins'])
        await cp(`/${folder}`, shop.path(folder), { recursive: true })
      await shop.write('usr/local/bin/allclear-nagios', paste('allclear-nagios'))
      await shop.run('sh', ['-c', paste('as root: rights of the script')])
      await shop.write('etc/nagios4/conf.d/allclear.cfg', paste('allclear.cfg'))
      await shop.write('etc/nagios4/objects/localhost.cfg', objects)
      const own = await shop.read('etc/nagios4/nagios.cfg')
      const setting = texts.get('nagios.cfg') ?? ''
      const changed = own.replace(/^enable_environment_macros=.*\n/m, setting)
      expect(changed).toContain(setting)
      const quick = changed
        .replace(/^(use_syslog|check_for_updates)=.*/gm, '$1=0')
        .replace(/^check_result_reaper_frequency=.*/m, 'check_result_reaper_frequency=1')
      await shop.write('etc/nagios4/nagios.cfg', shop.moved(quick))
      const folders = [
        'var/lib/nagios4/rw',
        'var/lib/nagios4/spool/checkresults',
        'var/log/nagios4/archives',
        'var/run/nagios4',
      ]
      await shop.run('mkdir', ['-p', ...folders.map(folder => shop.path(folder))])
      await shop.run('chown', [
        '-R',
        'nagios:nagios',
        shop.path('var/lib'),
        shop.path('var/log'),
        shop.path('var/run'),
      ])
    })

    afterAll(async () => {
      await shop?.close()
      await desk?.close()
    })

    const config = () => shop.path('etc/nagios4/nagios.cfg')
    const pipe = () => shop.path('var/lib/nagios4/rw/nagios.cmd')

    async function tell(line: string): Promise<void> {
      const now = Math.floor(Date.now() / 1000)
      await shop.run('sh', ['-c', `printf '[%s] %s\\n' ${now} "$1" >"$2"`, 'sh', line, pipe()])
    }

    function report({ of, code, output }: Result): Promise<void> {
      const [host, service] = of.split(';')
      return service
        ? tell(`PROCESS_SERVICE_CHECK_RESULT;${host};${service};${code};${output}`)
        : tell(`PROCESS_HOST_CHECK_RESULT;${host};${code};${output}`)
    }

    it('passes nagios4 -v', async () => {
      const words = await shop.run(programOf(program) ?? program, ['-v', config()])
      expect(words).toContain('Total Errors:   0')
      expect(words).toContain('Total Warnings: 0')
    })

    it('tells of a host and of a service that are down, and of their recoveries', async () => {
      said = shop.start(programOf(program) ?? program, [config()])
      await until(
        () => said().includes('Finished daemonizing') || said().includes('entering main'),
        'it runs',
        5000,
      ).catch(() => {})
      await until(
        () =>
          shop.run('test', ['-p', pipe()]).then(
            () => true,
            () => false,
          ),
        'it reads its pipe',
        30_000,
      )
      await report({ of: 'web30;HTTP', code: 2, output: 'CRITICAL - Socket timeout' })
      await until(async () => (await desk.open()).length === 1, 'the service is down', 30_000)
      await report({ of: 'web30;HTTP', code: 0, output: 'HTTP OK: 200' })
      await until(async () => (await desk.open()).length === 0, 'it is well', 30_000)
      await report({ of: 'web30', code: 1, output: 'CRITICAL - Host Unreachable' })
      await until(async () => (await desk.open()).length === 1, 'the host is down', 30_000)
      await report({ of: 'web30', code: 0, output: 'PING OK' })
      await until(async () => (await desk.open()).length === 0, 'it is up', 30_000)
    })

    it('tells nothing bad of a host in its downtime', async () => {
      const now = Math.floor(Date.now() / 1000)
      await tell(`SCHEDULE_HOST_DOWNTIME;web30;${now - 1};${now + 5};1;0;6;staff;work`)
      await until(
        async () => (await desk.lines('nagios')).some(line => line.result === 'ignored'),
        'it has begun',
        30_000,
      )
      await report({ of: 'web30', code: 1, output: 'down for work' })
      await report({ of: 'web30', code: 0, output: 'PING OK' })
      const ignored = async () =>
        (await desk.lines('nagios')).filter(line => line.result === 'ignored').length
      await until(async () => (await ignored()) >= 1 && Date.now() / 1000 > now + 7, 'it is over', 30_000)
      expect(await desk.open()).toEqual([])
    })

    it('tells the end although the site is away for 30 s, and holds nothing up', async () => {
      await report({ of: 'web30', code: 1, output: 'CRITICAL - Host Unreachable' })
      await until(async () => (await desk.open()).length === 1, 'the host is down', 30_000)
      await desk.kill()
      await report({ of: 'web30', code: 0, output: 'PING OK' })
      await passAway()
      await desk.restart()
      await until(async () => (await desk.open()).length === 0, 'it is up', 60_000)
      const log = await shop.read('var/log/nagios4/nagios.log')
      expect(log).not.toMatch(/timed out|return code [1-9]/)
    })
  },
)
