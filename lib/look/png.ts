import { crc32 } from 'node:zlib'
import type { PictureProblem } from '#lib/rules/look/file-problem.ts'

/** A picture as it is kept: without what nobody sees. Width and height in pixels. */
export type CleanPicture = { type: 'png' | 'svg'; bytes: Buffer; width: number; height: number }

/** Of a file that is kept. */
export const mostFileBytes = 256 * 1024
/** Of a side, in pixels: enough for every screen, and little enough to be unpacked by a telephone. */
export const mostPixels = 2048
const leastPixels = 16

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What shows: the picture and its colours. Texts, places, moving pictures and all else are left out. */
const kept = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
])

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(signature)
}

/**
 * A PNG, chunk by chunk with its check sums (https://www.w3.org/TR/png-3/), without the chunks that show nothing. Returns
 * what is wrong where it is none.
 */
export function cleanPng(bytes: Buffer): CleanPicture | PictureProblem {
  if (!isPng(bytes)) return 'not-a-picture'
  const chunks = chunksOf(bytes)
  const [first] = chunks ?? []
  if (!chunks || !first || first.type !== 'IHDR' || first.body.length !== 13) return 'broken'
  if (!chunks.some(({ type }) => type === 'IDAT') || chunks.at(-1)?.type !== 'IEND') return 'broken'
  const [width, height] = [first.body.readUInt32BE(0), first.body.readUInt32BE(4)]
  if (width > mostPixels || height > mostPixels) return 'too-large'
  if (width < leastPixels || height < leastPixels) return 'too-small'
  const shown = chunks.filter(({ type }) => kept.has(type)).map(({ whole }) => whole)
  return { type: 'png', bytes: Buffer.concat([signature, ...shown]), width, height }
}

type Chunk = { type: string; body: Buffer; whole: Buffer }

/** null: a length leads out of the file, or a check sum is wrong. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  const chunks: Chunk[] = []
  let at = signature.length
  while (at < bytes.length) {
    if (at + 12 > bytes.length) return null
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const named = bytes.subarray(at + 4, end - 4)
    if (crc32(named) !== bytes.readUInt32BE(end - 4)) return null
    chunks.push({
      type: named.toString('latin1', 0, 4),
      body: named.subarray(4),
      whole: bytes.subarray(at, end),
    })
    at = end
    if (chunks.at(-1)?.type === 'IEND') break
  }
  return chunks
}
