import { cp } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#tests/support/until.ts'
import { type Desk, openDeskInBrowser } from './desk.ts'
import { canRun, passAway, programOf, titleOf, Workshop } from './workshop.ts'

const program = 'icinga2'

const objects = `object CheckerComponent "checker" {}
object NotificationComponent "notification" {}
object ExternalCommandListener "command" { command_path = RunFolder + "/icinga2.cmd" }
object CheckCommand "none" { command = [ "/bin/true" ] }
object Host "web30" {
  address = "127.0.0.1"
  check_command = "none"
  enable_active_checks = false
  max_check_attempts = 1
}
object Service "http" {
  host_name = "web30"
  check_command = "none"
  enable_active_checks = false
  max_check_attempts = 1
}
`

describe.skipIf(!canRun(program))(
  titleOf('Icinga 2, with the desk’s own words in Debian’s own files', program),
  () => {
    let desk: Desk
    let shop: Workshop

    beforeAll(async () => {
      desk = await openDeskInBrowser()
      shop = await Workshop.open('icinga')
      const texts = await desk.newSource('icinga')
      const paste = (name: string) => shop.moved(texts.get(name) ?? '')
      await cp('/etc/icinga2', shop.path('etc/icinga2'), { recursive: true })
      await shop.write('etc/icinga2/scripts/allclear', paste('allclear'))
      await shop.run('sh', ['-c', paste('as root: rights of the script')])
      await shop.write('etc/icinga2/conf.d/allclear.conf', paste('allclear.conf'))
      const small = `include "constants.conf"\nconst RunFolder = "${shop.path('var/run')}"\ninclude <itl>\ninclude "conf.d/allclear.conf"\n`
      await shop.write('etc/icinga2/small.conf', `${small}${objects}`)
      await shop.run('mkdir', [
        '-p',
        ...['lib', 'log', 'cache', 'spool/icinga2', 'run'].map(name => shop.path(`var/${name}`)),
      ])
      await shop.run('chown', [
        '-R',
        'nagios:nagios',
        shop.path('etc'),
        ...['lib', 'log', 'cache', 'run'].map(name => shop.path(`var/${name}`)),
        shop.path('var/spool/icinga2'),
      ])
    })

    afterAll(async () => {
      await shop?.close()
      await desk?.close()
    })

    /** Icinga's own folders are those of the workshop. */
    function daemon(config: string, ...more: string[]): string[] {
      const constants = {
        ConfigDir: 'etc/icinga2',
        DataDir: 'var/lib',
        LogDir: 'var/log',
        CacheDir: 'var/cache',
        SpoolDir: 'var/spool/icinga2',
        InitRunDir: 'var/run',
      }
      const set = Object.entries(constants).map(([name, folder]) => `-D${name}=${shop.path(folder)}`)
      return ['daemon', ...set, '-c', shop.path(config), ...more]
    }

    async function tell(line: string): Promise<void> {
      const now = Math.floor(Date.now() / 1000)
      const pipe = shop.path('var/run/icinga2.cmd')
      await shop.run('sh', ['-c', `printf '[%s] %s\\n' ${now} "$1" >"$2"`, 'sh', line, pipe])
    }

    it('passes icinga2 daemon -C', async () => {
      const words = await shop.run(programOf(program) ?? program, daemon('etc/icinga2/icinga2.conf', '-C'))
      expect(words).toContain('Finished validating the configuration file(s).')
      expect(words).toContain('NotificationCommands')
    })

    it('tells of a service and of a host that are down, and of their recoveries', async () => {
      shop.start(programOf(program) ?? program, daemon('etc/icinga2/small.conf'))
      const pipe = shop.path('var/run/icinga2.cmd')
      await until(
        () =>
          shop.run('test', ['-p', pipe]).then(
            () => true,
            () => false,
          ),
        'it reads its pipe',
        30_000,
      )
      await tell('PROCESS_HOST_CHECK_RESULT;web30;0;PING OK')
      await tell('PROCESS_SERVICE_CHECK_RESULT;web30;http;0;HTTP OK')
      await tell('PROCESS_SERVICE_CHECK_RESULT;web30;http;2;CRITICAL - Socket "timeout"')
      await until(async () => (await desk.open()).length === 1, 'the service is down', 30_000)
      await tell('PROCESS_SERVICE_CHECK_RESULT;web30;http;0;HTTP OK')
      await until(async () => (await desk.open()).length === 0, 'it is well', 30_000)
      await tell('PROCESS_HOST_CHECK_RESULT;web30;1;CRITICAL - Host Unreachable')
      await until(async () => (await desk.open()).length === 1, 'the host is down', 30_000)
      await tell('PROCESS_HOST_CHECK_RESULT;web30;0;PING OK')
      await until(async () => (await desk.open()).length === 0, 'it is up', 30_000)
    })

    it('tells nothing bad of a host in its downtime', async () => {
      const now = Math.floor(Date.now() / 1000)
      await tell(`SCHEDULE_HOST_DOWNTIME;web30;${now - 1};${now + 5};1;0;6;staff;work`)
      await until(
        async () => (await desk.lines('icinga')).some(line => line.result === 'ignored'),
        'it has begun',
        60_000,
      )
      await tell('PROCESS_HOST_CHECK_RESULT;web30;1;down for work')
      await tell('PROCESS_HOST_CHECK_RESULT;web30;0;PING OK')
      await until(() => Date.now() / 1000 > now + 8, 'it is over', 30_000)
      expect(await desk.open()).toEqual([])
    })

    it('tells the end although the site is away for 30 s', async () => {
      await tell('PROCESS_HOST_CHECK_RESULT;web30;1;CRITICAL - Host Unreachable')
      await until(async () => (await desk.open()).length === 1, 'the host is down', 60_000)
      await desk.kill()
      await tell('PROCESS_HOST_CHECK_RESULT;web30;0;PING OK')
      await passAway()
      await desk.restart()
      await until(async () => (await desk.open()).length === 0, 'it is up', 60_000)
    })
  },
)
