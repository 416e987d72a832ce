import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>
beforeAll(async () => {
  front = await startFront()
})
afterAll(() => front.stop())

const hidden = 'GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n'
const post = (headers: string, body: string) =>
  `POST /api/subscribe HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n${body}`

/** All that is answered to these bytes, until the other side ends the line. */
async function answersTo(sent: string): Promise<string[]> {
  const socket = connect(front.port, '127.0.0.1')
  socket.write(sent)
  const heard = await text(socket)
  return heard.match(/HTTP\/1\.1 \d+/g)?.map(line => line.slice(9)) ?? []
}

it.each([
  ['two lengths', post('Content-Length: 0\r\nContent-Length: 41', hidden)],
  ['two lengths in one', post('Content-Length: 0, 41', hidden)],
  ['a length and pieces', post('Content-Length: 41\r\nTransfer-Encoding: chunked', `0\r\n\r\n${hidden}`)],
  ['pieces and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 41', `0\r\n\r\n${hidden}`)],
  ['pieces in a name that only looks so', post('Transfer-Encoding: xchunked', `0\r\n\r\n${hidden}`)],
  ['pieces that are not the last coding', post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${hidden}`)],
  ['a blank before the colon', post('Transfer-Encoding : chunked', `0\r\n\r\n${hidden}`)],
  ['a length with a sign', post('Content-Length: +41', hidden)],
  ['lines that end in one sign', post('Content-Length: 0', '').replaceAll('\r\n', '\n') + hidden],
  ['a piece whose length is none', post('Transfer-Encoding: chunked', `0x0\r\n\r\n${hidden}`)],
  [
    'a piece that is longer than it says',
    post('Transfer-Encoding: chunked', `1\r\nab\r\n0\r\n\r\n${hidden}`),
  ],
])('a message with %s is refused and ends the line, so nothing is hidden behind it', async (_, sent) => {
  expect(await answersTo(sent)).toEqual(['400'])
})

it('what comes behind a whole message is the next one', async () => {
  const last = 'GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  expect(await answersTo(post('Content-Length: 3', 'a=b') + last)).toHaveLength(2)
})
