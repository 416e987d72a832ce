import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cleanPicture } from '#lib/look/picture.ts'

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

function png(width: number, height: number, more: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(100, height) * (Math.min(100, width) + 1)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', head), ...more, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...chunks])
}

describe('a PNG', () => {
  it('keeps what shows, and loses texts, places and whatever follows its end', () => {
    const told = Buffer.from('Comment\0taken at home')
    const given = Buffer.concat([
      png(40, 20, [chunk('tEXt', told), chunk('eXIf', told)]),
      Buffer.from('<script>'),
    ])
    const clean = cleanPicture(given)
    expect(clean).toMatchObject({ type: 'png', width: 40, height: 20 })
    expect(clean).toMatchObject({ bytes: png(40, 20) })
  })

  const broken = png(40, 20)
  broken.writeUInt8(broken.readUInt8(30) ^ 1, 30)
  it.each([
    ['with a wrong check sum', broken, 'broken'],
    ['cut short', png(40, 20).subarray(0, 60), 'broken'],
    [
      'whose length leads out of the file',
      Buffer.concat([png(40, 20).subarray(0, 8), Buffer.alloc(12, 0xff)]),
      'broken',
    ],
    ['that would fill a memory', png(30_000, 30_000), 'too-large'],
    ['of one pixel', png(1, 1), 'too-small'],
    ['of too many bytes', png(40, 20, [chunk('tEXt', Buffer.alloc(300_000))]), 'too-long'],
  ])('%s is refused', (_what, bytes, problem) => {
    expect(cleanPicture(bytes)).toBe(problem)
  })
})
