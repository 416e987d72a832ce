import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { headLength, isSealedFile, openStream, sealStream } from '#lib/moving/seal-stream.ts'

const secret = randomBytes(32)
const piece = 64 * 1024

async function collect(input: readonly Buffer[], change: ReturnType<typeof sealStream>): Promise<Buffer> {
  const parts: Buffer[] = []
  await pipeline(Readable.from(input, { objectMode: false }), change, async stream => {
    for await (const part of stream) parts.push(part)
  })
  return Buffer.concat(parts)
}

/** Cut into pieces of a length that fits nothing. */
function inPieces(bytes: Buffer, length = 10_007): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
    bytes.subarray(i * length, (i + 1) * length),
  )
}

const sealed = (bytes: Buffer) => collect(inPieces(bytes), sealStream(secret))
const opened = (file: Buffer, by = secret) =>
  collect(inPieces(file.subarray(headLength)), openStream(by, file.subarray(0, headLength)))

describe('a sealed file', () => {
  it.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 17])(
    'opens as what it was, with %i bytes',
    async length => {
      const bytes = randomBytes(length)
      const file = await sealed(bytes)
      expect(isSealedFile(file)).toBe(true)
      expect((await opened(file)).equals(bytes)).toBe(true)
    },
  )

  it('shows nothing of what it holds, and is another each time', async () => {
    const bytes = Buffer.from('dana@example.net '.repeat(10_000))
    const [one, two] = await Promise.all([sealed(bytes), sealed(bytes)])
    expect(one.includes('dana@example.net')).toBe(false)
    expect(one.equals(two)).toBe(false)
  })

  it('opens with its own key alone', async () => {
    const file = await sealed(randomBytes(100))
    await expect(opened(file, randomBytes(32))).rejects.toThrow('does not open with this key')
  })

  it('does not open when it was cut off, also between two pieces', async () => {
    const file = await sealed(randomBytes(3 * piece + 100))
    const ends = [1, 2, 3].map(count => headLength + count * (piece + 16))
    for (const end of [...ends, file.length - 1, headLength + 5, headLength])
      await expect(opened(file.subarray(0, end)), `cut at ${end}`).rejects.toThrow(/cut off|does not open/)
  })

  it('does not open when its pieces are put into another order, left out, repeated, or something follows', async () => {
    const file = await sealed(randomBytes(4 * piece))
    const head = file.subarray(0, headLength)
    const part = (i: number) =>
      file.subarray(headLength + i * (piece + 16), headLength + (i + 1) * (piece + 16))
    const orders = [
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 3],
      [0, 0, 1, 2, 3],
      [0, 1, 2, 3, 3],
    ]
    for (const order of orders)
      await expect(opened(Buffer.concat([head, ...order.map(part)]))).rejects.toThrow(/changed|does not open/)
    await expect(opened(Buffer.concat([file, Buffer.from('x')]))).rejects.toThrow('changed')
  })

  it('does not open when one bit is another', async () => {
    const file = await sealed(randomBytes(piece + 50))
    for (const place of [headLength - 1, headLength, headLength + piece, file.length - 1]) {
      const changed = Buffer.from(file)
      changed[place] = (changed[place] ?? 0) ^ 1
      await expect(opened(changed), `at ${place}`).rejects.toThrow(/changed|does not open/)
    }
  })
})
