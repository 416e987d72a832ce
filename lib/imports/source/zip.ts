import { inflateRawSync } from 'node:zlib'
import { CannotRead } from './cannot-read.ts'

const endOfList = 0x06054b50
const listEntry = 0x02014b50
const localEntry = 0x04034b50
/** The end of the list is at most this far from the end of the file: its own length, and a remark. */
const farthestEnd = 22 + 65_535

/** One file of an archive. read throws CannotRead where it holds more than it said, or is damaged. */
export type ZipEntry = { name: string; size: number; read: () => Buffer }

/** Whether these bytes begin as a ZIP archive does. */
export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 22 && [localEntry, endOfList].includes(bytes.readUInt32LE(0))
}

/**
 * The files of a ZIP archive, by its list (APPNOTE.TXT 4.3). Nothing is unpacked before it is read, and nothing is written
 * anywhere: a name is a name, whatever path it says. ZIP64 and encrypted archives are refused.
 */
export function readZip(bytes: Buffer, limits: { files: number; bytes: number }): ZipEntry[] {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.files) throw new CannotRead('too-many-files', `${count}`)
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  let whole = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== listEntry) throw damaged()
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const size = bytes.readUInt32LE(at + 24)
    whole += size
    if (whole > limits.bytes) throw new CannotRead('too-large', name)
    const place = { at, size, name }
    if (!name.endsWith('/')) entries.push({ name, size, read: () => unpack(bytes, place) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - farthestEnd)
  for (let at = bytes.length - 22; at >= first; at--) if (bytes.readUInt32LE(at) === endOfList) return at
  throw damaged()
}

function unpack(bytes: Buffer, { at, size, name }: { at: number; size: number; name: string }): Buffer {
  if (bytes.readUInt16LE(at + 8) & 1) throw new CannotRead('unreadable-file', `${name} is encrypted`)
  const method = bytes.readUInt16LE(at + 10)
  const packed = bytes.readUInt32LE(at + 20)
  const local = bytes.readUInt32LE(at + 42)
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localEntry) throw damaged()
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const content = bytes.subarray(start, start + packed)
  if (method === 0) return content.subarray(0, size)
  if (method !== 8) throw new CannotRead('unreadable-file', `${name} is packed by method ${method}`)
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw new CannotRead('unreadable-file', name)
  }
}

function damaged(): CannotRead {
  return new CannotRead('unreadable-file', 'ZIP')
}
