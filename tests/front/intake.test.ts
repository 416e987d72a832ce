import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { readBytes } from '#lib/body/bytes.ts'
import { findIntake } from '#lib/flows/alerts/find-intake.ts'
import type { Intake } from '#lib/front/exchange.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { until } from '#tests/support/until.ts'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>

const start = async (intake: Intake) => {
  front = await startFront({ findIntake: path => (path.startsWith('/api/alerts/') ? intake : null) })
}
const largest = { bytes: 1_000, advice: 'Send less.' }
const post = (body: string) => front.ask('/api/alerts/generic?dry-run', { method: 'POST', body })

describe('what a tool sends', () => {
  afterEach(() => front.stop())

  it('is answered without the framework, with who sent it and how safely the answer is to be treated', async () => {
    await start(async ({ url, method, headers, body }) => {
      const bytes = await readBytes({ body }, largest)
      const said = 'refused' in bytes ? bytes.message : bytes.toString()
      const sender = headers.get('x-forwarded-for')
      return Response.json({ url, method, said, sender }, { status: 202, headers: { 'retry-after': '7' } })
    })
    const answer = await post('firing')
    const told = { url: 'http://intake/api/alerts/generic?dry-run', method: 'POST', said: 'firing' }
    expect(await answer.json()).toEqual({ ...told, sender: '127.0.0.1' })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '7'])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-request-id')).toBeTruthy()
    expect(front.passed).toEqual([])
    const head = await front.ask('/api/alerts/generic', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([202, ''])
  })

  it('is answered as safely where the answer is written out already, and the connection goes on', async () => {
    await start(async () => ({ status: 200, json: '{"said":"ü"}' }))
    for (const body of ['first', 'second']) {
      const answer = await post(body)
      expect([answer.status, await answer.json()]).toEqual([200, { said: 'ü' }])
      const head = (name: string) => answer.headers.get(name)
      expect([head('content-type'), head('content-length')]).toEqual(['application/json', '13'])
      expect([head('x-content-type-options'), head('cache-control')]).toEqual([
        'nosniff',
        'private, no-store',
      ])
      expect(head('x-request-id')).toBeTruthy()
    }
  })

  it.each([0, 5, 200_000])(
    'is whole, though it is read only once all of it is there: %i bytes',
    async length => {
      await start(async ({ body }) => {
        for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve))
        const bytes = await readBytes({ body }, { bytes: 300_000, advice: '' })
        return { status: 200, json: JSON.stringify(bytes.toString()) }
      })
      const sent = 'ab'.repeat(length).slice(0, length)
      expect(await (await post(sent)).json()).toBe(sent)
      expect(await (await post(sent)).json()).toBe(sent)
    },
  )

  it('names its headers in any letters, and those that are not there are not', async () => {
    await start(({ headers }) => {
      const read = ['Content-Type', 'x-not-there', 'constructor'].map(name => headers.get(name))
      return Response.json([...read, headers.has('CONTENT-TYPE'), headers.has('constructor')])
    })
    const answer = await front.ask('/api/alerts/generic', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await answer.json()).toEqual(['application/json', null, null, true, false])
  })

  it.each([
    ['is not read', [401, 401], async () => Response.json({ message: 'Who are you?' }, { status: 401 })],
    [
      'is read in part',
      [413, 200],
      async ({ body }: { body: AsyncIterable<Uint8Array> | null }) => {
        const bytes = await readBytes({ body }, largest)
        return Response.json(bytes, { status: 'refused' in bytes ? bytes.refused : 200 })
      },
    ],
  ])(
    'may be long and %s: it is answered all the same, and the connection goes on',
    async (_, statuses, intake) => {
      await start(intake)
      const socket = connect(front.port, '127.0.0.1')
      const said = text(socket)
      const long = 'x'.repeat(600_000)
      const head = `POST /api/alerts/generic HTTP/1.1\r\nHost: a\r\n`
      socket.write(`${head}Content-Length: ${long.length}\r\n\r\n${long}`)
      socket.write(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`)
      const answers = (await said).split('HTTP/1.1 ').slice(1)
      expect(answers.map(each => Number(each.slice(0, 3)))).toEqual(statuses)
    },
  )

  it('may go on for ever, of a stranger: it is answered, and cut off', async () => {
    await start(async () => Response.json({ message: 'Who are you?' }, { status: 401 }))
    const socket = connect(front.port, '127.0.0.1')
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
    let said = ''
    socket.on('data', part => {
      said += part
    })
    socket.on('error', () => {})
    socket.write('POST /api/alerts/generic HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n')
    const chunk = `100000\r\n${'x'.repeat(1024 * 1024)}\r\n`
    const send = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', send)
    send()
    await closed
    expect(said).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('may break off in its middle, which harms nobody', async () => {
    let told = ''
    await start(async ({ body }) => {
      const bytes = await readBytes({ body }, largest)
      told = 'refused' in bytes ? bytes.message : 'all of it'
      return Response.json({})
    })
    const asked = request({ port: front.port, path: '/api/alerts/generic', method: 'POST' })
    asked.on('error', () => {})
    asked.setHeader('Content-Length', '100')
    asked.write('half', () => asked.destroy())
    await until(() => told !== '', 'it was read')
    expect(told).toMatch('did not arrive whole')
    expect((await post('{}')).status).toBe(200)
  })

  it('is answered 500 where we fail, and the log says why', async () => {
    await start(() => Promise.reject(new Error('the intake fails')))
    const answer = await post('{}')
    expect([answer.status, (await answer.json()).message]).toEqual([
      500,
      expect.stringContaining('Its log says'),
    ])
    expectErrorLine(/a request failed/)
  })
})

describe('who answers', () => {
  it.each([
    '/api/heartbeat',
    '/api/alerts/generic',
    '/api/alerts/generic/message',
    '/api/alerts/in/t0ken/zabbix',
    '/api/alerts/in/%E2%82%AC/cpanel/below/it',
  ])('is there for %s', path => {
    expect(findIntake(path)).not.toBeNull()
  })

  it.each(['/api/alerts', '/api/alerts/', '/api/heartbeat/x', '/api/v1/servers', '/api', '/alerts/generic'])(
    'is not there for %s',
    path => {
      expect(findIntake(path)).toBeNull()
    },
  )
})
