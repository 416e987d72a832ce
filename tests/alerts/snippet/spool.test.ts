import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clamavSnippet as clamav } from '#lib/alerts/clamav/snippet.ts'
import { csfSnippet as csf } from '#lib/alerts/csf/snippet.ts'
import { monitSnippet as monit } from '#lib/alerts/generic/monit.ts'
import { muninSnippet as munin } from '#lib/alerts/generic/munin.ts'
import { icingaSnippet as icinga } from '#lib/alerts/icinga/snippet.ts'
import { imunifySnippet as imunify } from '#lib/alerts/imunify/snippet.ts'
import { maldetSnippet as maldet } from '#lib/alerts/maldet/snippet.ts'
import { nagiosSnippet as nagios } from '#lib/alerts/nagios/snippet.ts'
import { netdataSnippet as netdata } from '#lib/alerts/netdata/snippet.ts'
import { ossecSnippet as ossec } from '#lib/alerts/ossec/snippet.ts'
import { wazuhSnippet as wazuh } from '#lib/alerts/wazuh/snippet.ts'
import { until } from '#tests/support/until.ts'
import { token } from './pasted.ts'
import { PostBox } from './post-box.ts'

const box = new PostBox()
const signal = join(box.home, 'go')
beforeAll(() => box.open())
afterAll(() => box.close())
beforeEach(() => {
  box.empty()
  rmSync(signal, { force: true })
})

/** What waits in the background goes on when the signal is given. */
function holdBackground(): void {
  box.tool('sleep', `while [ ! -e '${signal}' ]; do /bin/sleep 0.05; done`)
}

const spoolOf = (name: string) => join(box.home, 'spool', name)

/** One notification of Nagios, without curl's own pauses. */
function notify(output: string, more: { shell?: string; change?: (script: string) => string } = {}) {
  const env = {
    CURL_MORE: '--retry 0',
    NAGIOS_NOTIFICATIONTYPE: 'PROBLEM',
    NAGIOS_HOSTNAME: 'web07',
    NAGIOS_HOSTSTATE: 'DOWN',
    NAGIOS_HOSTOUTPUT: output,
    NAGIOS_TIMET: '1773152100',
  }
  return box.call(nagios, { env, ...more })
}

const outputs = () => box.received.map(({ body }) => (body as { output: string }).output)

describe.each(['dash', 'bash'])('a script in %s, while Allclear is away,', shell => {
  it('keeps its alerts, and the next call sends them in their order, with their own time', async () => {
    holdBackground()
    await box.pause()
    const first = await notify('first "one"', { shell })
    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('Allclear is out of reach') })
    box.stopLeft()
    await notify('second', { shell })
    box.stopLeft()
    expect(box.received).toEqual([])
    await box.open()
    expect(await notify('third', { shell })).toEqual({ code: 0, said: '' })
    expect(outputs()).toEqual(['first "one"', 'second', 'third'])
    expect(box.received.map(({ body }) => (body as { timet: string }).timet)).toEqual(
      Array(3).fill('1773152100'),
    )
    expect(new Set(box.received.map(({ id }) => id)).size).toBe(3)
    expect(box.waiting('allclear-nagios')).toEqual([])
  })

  it('sends them by itself once it is back, without another call', async () => {
    holdBackground()
    await box.pause()
    await notify('the end', { shell })
    await box.open()
    writeFileSync(signal, '')
    await until(() => outputs().length === 1, 'the alert is sent')
    await until(() => box.waiting('allclear-nagios').length === 0, 'the folder is empty')
  })

  it('loses nothing and sends nothing twice when many are called at once', async () => {
    holdBackground()
    await box.pause()
    const called = ['1', '2', '3', '4', '5', '6'].map(output => notify(output, { shell }))
    await Promise.all(called)
    await box.open()
    writeFileSync(signal, '')
    await until(() => outputs().length === 6, 'all are sent')
    await until(() => box.waiting('allclear-nagios').length === 0, 'the folder is empty')
    expect([...outputs()].sort()).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})

describe('an alert that waits', () => {
  it('is sent again under the same id when the answer was lost', async () => {
    box.tool('sleep', 'exec /bin/sleep 0.05')
    box.answer = 'lost'
    await notify('once')
    box.answer = 200
    await until(() => box.waiting('allclear-nagios').length === 0, 'it was taken')
    expect(box.received.length).toBeGreaterThan(1)
    expect(new Set(box.received.map(({ id }) => id)).size).toBe(1)
  })

  it('is in a folder and a file that nobody else can read, without the token', async () => {
    holdBackground()
    await box.pause()
    await notify('secret')
    await box.open()
    const folder = spoolOf('allclear-nagios')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(box.waiting('allclear-nagios')).toEqual([expect.stringContaining('secret')])
    expect(box.waiting('allclear-nagios').join()).not.toContain(token)
  })

  it('stays until a wrong token is right, which the script says', async () => {
    box.answer = 401
    const refused = await notify('first')
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringMatching(/waits in .*: 401 \{"error":"because"\}/),
    })
    box.answer = 200
    await notify('second')
    expect(outputs()).toEqual(['first', 'second'])
  })

  it('goes when it is refused for good, and lets those behind it pass', async () => {
    box.answer = 400
    expect(await notify('bad')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Allclear refused an alert: 400 {"error":"because"}'),
    })
    box.answer = 200
    await notify('good')
    expect(outputs()).toEqual(['good'])
  })

  it('makes room for newer ones when 500 wait', async () => {
    box.answer = 401
    const folder = spoolOf('allclear-nagios')
    mkdirSync(folder, { mode: 0o700 })
    const old = 'data-urlencode = "output=old"\n'
    for (let count = 1000; count < 1500; count++) writeFileSync(join(folder, `${count}-1`), old)
    const { said } = await notify('new')
    expect(said).toContain('the oldest was dropped')
    const waiting = box.waiting('allclear-nagios')
    expect(waiting).toHaveLength(500)
    expect(waiting.at(-1)).toContain('output=new')
    expect(existsSync(join(folder, '1000-1'))).toBe(false)
  })
})

describe('a script', () => {
  it('sends at once where it can keep nothing, and says so when that fails', async () => {
    const change = (script: string) =>
      script.replaceAll(`${box.home}/spool/`, '/proc/none/').replaceAll(`${box.home}/tmp/`, '/proc/none/')
    expect(await notify('direct', { change })).toEqual({ code: 0, said: '' })
    expect(outputs()).toEqual(['direct'])
    await box.pause()
    expect(await notify('direct', { change })).toMatchObject({
      code: 1,
      said: expect.stringContaining('the alert is lost'),
    })
    await box.open()
  })

  it('keeps nothing in a folder that somebody else has prepared', async () => {
    const foreign = join(box.home, 'foreign')
    mkdirSync(foreign, { recursive: true, mode: 0o700 })
    symlinkSync(foreign, spoolOf('allclear-nagios'))
    box.answer = 401
    await notify('secret')
    expect(box.waiting('allclear-nagios')).toEqual([])
    expect(existsSync(join(box.home, 'tmp', `allclear-nagios-${process.getuid?.()}`))).toBe(true)
  })

  it('lets its tool go on when Allclear takes the connection and is silent', async () => {
    holdBackground()
    box.tool('curl', 'exec /bin/sleep 60')
    const change = (script: string) => script.replace('flush 25', 'flush 1')
    const { code, said } = await notify('hangs', { change })
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('is sent later') })
    expect(box.waiting('allclear-nagios')).toHaveLength(1)
    await box.pause()
    await box.open()
  })

  it.each([
    ['Nagios', nagios, [], /set enable_environment_macros=1 in nagios\.cfg/],
    ['Icinga', icinga, [], /ALLCLEAR_HOST or ALLCLEAR_STATE is empty/],
    ['Netdata', netdata, [], /ALLCLEAR_HOST or ALLCLEAR_STATUS is empty/],
    ['ClamAV', clamav, [], /CLAM_VIRUSEVENT_FILENAME is empty and no path is given/],
    ['csf', csf, ['mail'], /no mail came on standard input/],
    ['maldet', maldet, [], /no JSON came on standard input/],
    ['Imunify', imunify, [], /no JSON came on standard input/],
    ['Wazuh', wazuh, ['/none'], /no file with an alert is given/],
    ['OSSEC', ossec, [], /no alert id is given/],
    ['Monit', monit, ['firing', 'outage'], /MONIT_SERVICE is empty/],
  ])(
    'of %s ends with a sentence and code 1 when what it is told is empty',
    async (_, snippet, args, words) => {
      for (const shell of ['dash', 'bash'])
        expect(await box.call(snippet, { args, shell })).toMatchObject({
          code: 1,
          said: expect.stringMatching(words),
        })
      expect(box.received).toEqual([])
    },
  )

  it('of Munin ends with a sentence and code 1 when a line names no host', async () => {
    expect(await box.call(munin, { input: 'CRITICAL||load|Load|\n' })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/a line names no host/),
    })
  })
})
