import fc from 'fast-check'
import type { Talk } from './talk.ts'

const most = { weight: 8 }
const plain = ['/', '/history', '/servers/web07', '/de', '/de/servers/web07', '/?q=a'].flatMap(path => [
  `GET ${path} HTTP/1.1`,
  `HEAD ${path} HTTP/1.1`,
])

/** Beginnings that readers, programs and strangers send, each with the method that it is by. */
const lines = [
  '/',
  '/',
  '/history',
  '/servers/web07',
  '/servers/none',
  '/de',
  '/de/',
  '/de/servers/web07',
  '/en',
  '/fr',
  '/?q=a',
  '/?in=de',
  '/?q=%',
  '/history?page=2',
  '/status.json',
  '/feed.xml',
  '/board.js',
  '/enter?token=a',
  '/api//alerts/x/',
  '/nothing',
  '/healthz',
  '/readyz',
  '/metrics',
  '/a#b',
  '//',
  '/%2e%2e/',
  '/servers/WEB07.',
  'http://x/',
  'http://other.example/history',
  '*',
  'x:1',
  '/ö',
  `/${'a'.repeat(300)}`,
].map(path => `GET ${path} HTTP/1.1`)
const others = [
  'HEAD / HTTP/1.1',
  'HEAD /history HTTP/1.1',
  'POST / HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'TRACE / HTTP/1.1',
  'GET / HTTP/1.0',
  'GET / HTTP/0.9',
  'GET / HTTP/1.2',
  'GET / HTTP/2.0',
  'GET  / HTTP/1.1',
  'GET /',
  'get / HTTP/1.1',
  '\r\nGET / HTTP/1.1',
  'GET / HTTP/1.1 ',
  'GET\t/ HTTP/1.1',
  '',
  'PRI * HTTP/2.0',
  'CONNECT x:1 HTTP/1.1',
]
const hosts = [
  'Host: x',
  'Host: x',
  'Host: x',
  'Host:x',
  'host:  x \t',
  'Host: localhost:80',
  'HOST: [::1]:80',
]
const wrongHosts = ['', 'Host:', 'Host: x\r\nHost: y', 'Host: other.example', 'Host : x', ' Host: x']

/** Headers that change nothing, those that change the answer, and those by which others have been led astray. */
const headers = [
  'User-Agent: Mozilla/5.0 (X11; Linux)',
  'Accept: */*',
  'Accept-Encoding: gzip',
  'Accept-Encoding: br, gzip',
  'Accept-Encoding: identity;q=1, *;q=0',
  'Accept-Language: de',
  'Accept-Language: ar, en;q=0.5',
  'X-A:',
  'X-A: \t b \t',
  'Cookie: allclear-language=de',
  'Cookie: allclear-language=ar; a=b',
  'Cookie: dana',
  'If-None-Match: *',
  'If-None-Match: "x"',
  'If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT',
  'X-Forwarded-For: 192.0.2.1',
  'X-Forwarded-Host: other.example',
  'X-Request-Id: mine',
  'Connection: keep-alive',
  'Connection: close',
  'Connection: Keep-Alive, x',
  'Connection: upgrade',
  'Connection:',
  'Keep-Alive: timeout=1',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'HTTP2-Settings: AA',
  'TE: trailers',
  'Expect: 100-continue',
  'Expect: x',
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 0\r\nContent-Length: 5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Trailer: x',
  'X-A: a\r\n b',
  'X-A: a\nX-B: b',
  'X-A: a\rX-B: b',
  'X-A: \0',
  'X-A: \x7f',
  'X-A: é',
  'X A: b',
  'X-A',
  ': a',
  '__proto__: a',
  'Accept-Encoding: gzip\r\nAccept-Encoding: br',
  'Range: bytes=0-1',
  'Authorization: Bearer x',
  'Constructor: a',
  `X-A: ${'b'.repeat(9000)}`,
]

const harmless = headers.slice(0, headers.indexOf('Connection: close'))

/** One request, mostly a plain one; some have something behind them that is none. */
const one = fc
  .record({
    line: fc.oneof(
      { ...most, arbitrary: fc.constantFrom(...plain) },
      { weight: 2, arbitrary: fc.constantFrom(...lines) },
      fc.constantFrom(...others),
    ),
    host: fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...hosts) }, fc.constantFrom(...wrongHosts)),
    given: fc.uniqueArray(
      fc.oneof({ ...most, arbitrary: fc.constantFrom(...harmless) }, fc.constantFrom(...headers)),
      { maxLength: 3 },
    ),
    end: fc.oneof(
      { weight: 12, arbitrary: fc.constant('\r\n\r\n') },
      fc.constantFrom('\n\n', '\r\n', '\r\n\r\n0\r\n\r\n', '\r\n\r\nhello'),
    ),
  })
  .map(({ line, host, given, end }) => ({
    method: line.trim().split(/\s/)[0] ?? '',
    text: [line, host, ...given].filter((part, i) => part !== '' || i === 0).join('\r\n') + end,
  }))

/** Some requests over one connection, sent one by one, all at once, or in pieces that end anywhere. */
export const talks: fc.Arbitrary<Talk> = fc
  .record({
    requests: fc.array(one, { minLength: 1, maxLength: 3 }),
    way: fc.constantFrom('one by one', 'one by one', 'one by one', 'at once', 'cut'),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  })
  .map(({ requests, way, cuts }) => {
    const methods = requests.map(({ method }) => method)
    const texts = requests.map(({ text }) => text)
    if (way === 'one by one') return { pieces: texts, methods }
    const all = texts.join('')
    if (way === 'at once') return { pieces: [all], methods }
    const places = [0, ...cuts.map(cut => Math.floor(cut * all.length)).sort((a, b) => a - b), all.length]
    const pieces = places.slice(1).map((place, i) => all.slice(places[i], place))
    return { pieces: pieces.filter(piece => piece !== ''), methods }
  })
