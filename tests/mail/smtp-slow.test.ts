import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { bySmtp } from '#lib/mail/transport/smtp.ts'
import { type SmtpProvider, startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { until } from '#tests/support/until.ts'
import { sampleMail } from './facts.ts'

let provider: SmtpProvider
beforeEach(async () => {
  provider = await startSmtpProvider()
})
afterEach(() => provider.close())

const from = 'Status <status@example.com>'
const named = (key: string) => sampleMail({ key, headers: {} })

/** A server that answers as the test says, line by line; null: it hangs up. Without a greeting it says nothing. */
async function scripted(greeting: string | null, answer: (line: string) => string | null): Promise<string> {
  const lines: Socket[] = []
  const server = createServer(socket => {
    lines.push(socket)
    socket.on('error', () => {})
    if (greeting) socket.write(`${greeting}\r\n`)
    socket.on('data', chunk => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        const said = answer(line)
        if (said === null) return void socket.destroy()
        socket.write(`${said}\r\n`)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of lines) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a mail server that is slow to answer the text', () => {
  it('is waited for, far longer than for its greeting, and gets the mail once', async () => {
    const beginMs = 1_000
    const send = bySmtp({ url: provider.url, from, limits: { beginMs } })
    provider.hold(1)
    const sending = send(named('slow'))
    await until(() => provider.taken.length === 1, 'the text is there')
    const since = performance.now()
    await until(() => performance.now() - since > beginMs, 'the time for a greeting is long over')
    provider.release()
    expect(await sending).toMatchObject({ is: 'sent' })
    expect(provider.taken).toHaveLength(1)
  })

  it('holds up one connection, and no mail on the others', async () => {
    const send = bySmtp({ url: provider.url, from, connections: 2 })
    provider.hold(1)
    let isDone = false
    const slow = send(named('slow')).then(result => {
      isDone = true
      return result
    })
    await until(() => provider.taken.length === 1, 'the slow one is under way')
    const others = await Promise.all(Array.from({ length: 20 }, (_, i) => send(named(`other${i}`))))
    expect(others.map(result => result.is)).toEqual(others.map(() => 'sent'))
    expect(isDone).toBe(false)
    provider.release()
    expect(await slow).toMatchObject({ is: 'sent' })
  })

  it('gets a mail once, though it is asked for again meanwhile and afterwards', async () => {
    const send = bySmtp({ url: provider.url, from })
    provider.hold(1)
    const attempts = [send(named('same')), send(named('same'))]
    await until(() => provider.taken.length === 1, 'the text is there')
    provider.release()
    expect((await Promise.all(attempts)).map(result => result.is)).toEqual(['sent', 'sent'])
    expect(await send(named('same'))).toMatchObject({ is: 'sent' })
    expect(provider.taken).toHaveLength(1)
  })

  it('may have taken a mail that it never answers', async () => {
    const send = bySmtp({ url: provider.url, from, limits: { silenceMs: 1_000 } })
    provider.hold(1)
    expect(await send(named('mute'))).toMatchObject({ is: 'retry', isUntaken: false, isAway: false })
    expect(provider.taken).toHaveLength(1)
    provider.release()
  })
})

describe('a mail server that took nothing', () => {
  const isAway = { is: 'retry', isUntaken: true, isAway: true }
  const isThere = { is: 'retry', isUntaken: true, isAway: false }
  const ehlo = (line: string) => (line.startsWith('EHLO') ? '250 mx.example.org' : '250 2.0.0 Ok')

  it('never greets: surely, and it is the server that is away', async () => {
    const url = await scripted(null, () => '250 Ok')
    expect(await bySmtp({ url, from, limits: { beginMs: 60 } })(sampleMail())).toMatchObject(isAway)
  })

  it.each([
    ['greets with a refusal', '554 5.3.2 not now', ehlo],
    ['says that it is too busy', '421 4.3.2 too many connections', ehlo],
    [
      'knows no sender of ours',
      '220 mx',
      (line: string) => (/^MAIL/.test(line) ? '550 5.7.1 no' : ehlo(line)),
    ],
    ['takes no mail now', '220 mx', (line: string) => (/^MAIL/.test(line) ? '451 4.3.0 later' : ehlo(line))],
  ])('%s: it is away for all mails', async (_, greeting, answer) => {
    expect(await bySmtp({ url: await scripted(greeting, answer), from })(sampleMail())).toMatchObject(isAway)
  })

  it.each([
    ['is not there', (line: string) => (/^RCPT/.test(line) ? '451 4.7.1 greylisted' : ehlo(line))],
    ['finds it too large', (line: string) => (/^MAIL/.test(line) ? '552 5.3.4 too big' : ehlo(line))],
    ['hangs up before the text', (line: string) => (/^DATA/.test(line) ? null : ehlo(line))],
  ])('%s for this mail alone', async (_, answer) => {
    expect(await bySmtp({ url: await scripted('220 mx', answer), from })(sampleMail())).toMatchObject(isThere)
  })

  it('does not listen at all', async () => {
    const { url } = provider
    await provider.close()
    expect(await bySmtp({ url, from })(sampleMail())).toMatchObject(isAway)
    provider = await startSmtpProvider()
  })
})
