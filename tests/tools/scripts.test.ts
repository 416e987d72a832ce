import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monitSnippet as monit } from '#lib/alerts/generic/monit.ts'
import { nagiosSnippet as nagios } from '#lib/alerts/nagios/snippet.ts'
import { pastedText } from '#tests/alerts/snippet/pasted.ts'
import { PostBox } from '#tests/alerts/snippet/post-box.ts'
import { freePort } from '#tests/support/free-port.ts'
import { canRun, programOf, titleOf, Workshop } from './workshop.ts'

const env = { NAGIOS_HOSTNAME: 'web07', NAGIOS_HOSTSTATE: 'UP', NAGIOS_NOTIFICATIONTYPE: 'RECOVERY' }

describe('a script, with curl’s own waits', () => {
  const box = new PostBox()
  beforeAll(() => box.open())
  afterAll(() => box.close())

  it('tells an end by the same call while Allclear restarts for some seconds', async () => {
    await box.pause()
    const called = box.call(nagios, { env })
    const opened = new Promise(resolve => setTimeout(() => resolve(box.open()), 6000))
    expect(await called).toEqual({ code: 0, said: '' })
    await opened
    expect(box.received).toHaveLength(1)
  })

  it('lets its tool go on within 30 s when Allclear takes the connection and is silent', async () => {
    const port = await freePort()
    const silent = createServer(() => {})
    await new Promise<void>(resolve => silent.listen(port, '127.0.0.1', resolve))
    const began = performance.now()
    const change = (script: string) => script.replace(box.siteUrl, `http://127.0.0.1:${port}`)
    const { code, said } = await box.call(nagios, { env, change })
    expect(performance.now() - began).toBeLessThan(30_000)
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('is sent later') })
    box.stopLeft()
    silent.close()
  })
})

describe.skipIf(!canRun('monit'))(titleOf('Monit', 'monit'), () => {
  it('loads the checks of the desk', async () => {
    const shop = await Workshop.open('monit')
    await shop.write('usr/local/bin/allclear-monit', '#!/bin/sh\n', 0o755)
    const file = await shop.write('monitrc', shop.moved(pastedText(monit, 'allclear')), 0o600)
    expect(await shop.run(programOf('monit') ?? '', ['-t', '-c', file])).toContain('syntax OK')
    await shop.close()
  })
})
