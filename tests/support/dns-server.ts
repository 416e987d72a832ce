import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'

/** What a name server knows of a name; a name that is missing does not exist, and one that is 'silent' gets no answer. */
type Known = { A?: string[]; AAAA?: string[]; TXT?: string[] } | 'silent'

const types = { A: 1, AAAA: 28, TXT: 16 } as const
const noSuchName = 3

/** A name server on this machine (RFC 1035, over UDP). */
export async function startDnsServer(names: Record<string, Known>) {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query)
    const known = names[name]
    if (known === 'silent') return
    const found = known ? Object.entries(types).find(([, number]) => number === type) : undefined
    const kind = found?.[0] as keyof typeof types | undefined
    const answers = (kind && known?.[kind]?.map(value => recordOf(type, dataOf(kind, value)))) ?? []
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(0x8180 | (known ? 0 : noSuchName), 2)
    head.writeUInt16BE(answers.length, 6)
    head.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver({ timeout: 1_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return { resolver, close: () => new Promise<void>(resolve => socket.close(() => resolve())) }
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function dataOf(kind: keyof typeof types, value: string): Buffer {
  if (kind === 'A') return Buffer.from(value.split('.').map(Number))
  if (kind === 'TXT')
    return Buffer.concat(
      (value.match(/.{1,255}/gs) ?? []).map(piece =>
        Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)]),
      ),
    )
  const words = value.split(':').map(word => Number.parseInt(word || '0', 16))
  const data = Buffer.alloc(16)
  for (const [i, word] of words.entries()) data.writeUInt16BE(word, i * 2)
  return data
}
