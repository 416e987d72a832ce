import { createServer, type IncomingMessage } from 'node:http'
import { duplexPair } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlain } from '#lib/processes/wire/read-plain.ts'
import { measure } from '#tests/support/measure.ts'
import { talks } from './requests.ts'

const read = (text: string) => readPlain(Buffer.from(text, 'latin1'))

describe('a request that is read without Node', () => {
  it('has its method, its address and all its headers', () => {
    const text =
      'GET /a?b=%20c HTTP/1.1\r\nHost: x\r\nAccept-Encoding:\tgzip, br \r\nX-Empty:\r\nconnection: Keep-Alive\r\n\r\n'
    expect(read(text)).toEqual({
      method: 'GET',
      url: '/a?b=%20c',
      headers: { host: 'x', 'accept-encoding': 'gzip, br', 'x-empty': '', connection: 'Keep-Alive' },
    })
    expect(read('HEAD / HTTP/1.1\r\nHost: x\r\n\r\n')?.method).toBe('HEAD')
  })

  it.each([
    ['', 'nothing'],
    ['\r\n\r\n', 'an end alone'],
    ['GET / HTTP/1.1\r\nHost: x\r\n', 'a part'],
    ['GET / HTTP/1.1\r\nHost: x\r\n\r', 'a part by a byte'],
    ['\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n', 'an empty line before'],
    ['GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n', 'two'],
    ['GET / HTTP/1.1\r\nHost: x\r\n\r\na', 'something behind it'],
    ['GET / HTTP/1.1\r\n\r\n', 'no host'],
    ['GET / HTTP/1.1\r\nHost:\r\n\r\n', 'an empty host'],
    ['GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n', 'two hosts'],
    ['GET / HTTP/1.1\r\nHost: x\r\nX-A: a\r\nx-a: a\r\n\r\n', 'a header twice'],
    ['GET / HTTP/1.0\r\nHost: x\r\n\r\n', 'an older version'],
    ['GET / HTTP/1.10\r\nHost: x\r\n\r\n', 'a longer version'],
    ['POST / HTTP/1.1\r\nHost: x\r\n\r\n', 'another method'],
    ['get / HTTP/1.1\r\nHost: x\r\n\r\n', 'a method in small letters'],
    ['GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n', 'an absolute address'],
    ['GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 'a space in the address'],
    ['GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n', 'a mark in the address'],
    ['GET /\xe9 HTTP/1.1\r\nHost: x\r\n\r\n', 'a byte above 127 in the address'],
    ['GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n', 'a zero in the address'],
    ['GET / HTTP/1.1\nHost: x\n\n', 'bare ends of lines'],
    ['GET / HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n', 'a bare line feed in a value'],
    ['GET / HTTP/1.1\r\nHost: x\rX-A: b\r\n\r\n', 'a bare carriage return in a value'],
    ['GET / HTTP/1.1\r\nHost: x\r\n b\r\n\r\n', 'a folded line'],
    ['GET / HTTP/1.1\r\n Host: x\r\n\r\n', 'a space before the first name'],
    ['GET / HTTP/1.1\r\nHost : x\r\n\r\n', 'a space behind a name'],
    ['GET / HTTP/1.1\r\nHost: x\r\nX A: b\r\n\r\n', 'a space in a name'],
    ['GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n', 'no name'],
    ['GET / HTTP/1.1\r\nHost: x\r\nX-A\r\n\r\n', 'no colon'],
    ['GET / HTTP/1.1\r\nHost: x\r\nX-A: \x7f\r\n\r\n', 'a control character'],
    ['GET / HTTP/1.1\r\nHost: x\r\nX-A: \xe9\r\n\r\n', 'a byte above 127'],
    ['GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'a wish to end'],
    ['GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, upgrade\r\n\r\n', 'another wish'],
    ['GET / HTTP/1.1\r\nHost: x\r\nConnection:\r\n\r\n', 'an empty wish'],
    ['GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 'a length'],
    ['GET / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n', 'an empty length'],
    ['GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n', 'a transfer encoding'],
    ['GET / HTTP/1.1\r\nHost: x\r\nTRANSFER-encoding: chunked\r\n\r\n', 'one in other letters'],
    ['GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n', 'an upgrade'],
    ['GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n', 'an expectation'],
    ['GET / HTTP/1.1\r\nHost: x\r\nTrailer: X\r\n\r\n', 'a trailer'],
    [`GET /${'a'.repeat(8200)} HTTP/1.1\r\nHost: x\r\n\r\n`, 'too much'],
    [
      `GET / HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 100 }, (_, i) => `a${i}:\r\n`).join('')}\r\n`,
      'too many headers',
    ],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'another protocol'],
  ])('is not this: %j, %s', text => {
    expect(read(text)).toBeNull()
  })

  it('is what Node reads of the same bytes, and nothing is left of them', async () => {
    const seen: IncomingMessage[] = []
    const server = createServer(request => void seen.push(request))
    const readByNode = async (piece: string) => {
      const [near, far] = duplexPair()
      let isRefused = false
      server.once('clientError', () => {
        isRefused = true
      })
      server.emit('connection', far)
      near.write(Buffer.from(piece, 'latin1'))
      await new Promise(setImmediate)
      await new Promise(setImmediate)
      near.destroy()
      server.removeAllListeners('clientError')
      return { asked: seen.splice(0), isRefused }
    }
    let plain = 0
    await fc.assert(
      fc.asyncProperty(talks, async ({ pieces }) => {
        for (const piece of pieces) {
          const ours = read(piece)
          if (!ours) continue
          plain += 1
          const { asked, isRefused } = await readByNode(piece)
          expect(isRefused).toBe(false)
          expect(asked.map(({ method, url, headers }) => ({ method, url, headers: { ...headers } }))).toEqual(
            [{ ...ours, headers: { ...ours.headers } }],
          )
          expect(asked[0]?.complete).toBe(true)
        }
      }),
      { numRuns: measure(10_000, 400) },
    )
    expect(plain).toBeGreaterThan(measure(2_000, 80))
  }, 120_000)

  it('takes no long to read, whatever comes', () => {
    const long = 8 * 1024
    const awkward = [
      'GET /'.padEnd(long, 'a'),
      'GET / HTTP/1.1\r\n'.padEnd(long, 'a:\r\n'),
      `${'GET / HTTP/1.1\r\n'.padEnd(long - 4, 'a:\t ')}\r\n\r\n`,
      'GET / HTTP/1.1\r\nHost: x\r\n'.padEnd(long, 'a'),
      '\r\n'.repeat(long / 2),
    ]
    for (const text of awkward) for (let i = 0; i < 2_000; i++) expect(read(text)).toBeNull()
  })
})
