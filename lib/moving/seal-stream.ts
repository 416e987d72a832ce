import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

/**
 * A sealed file: this line, 16 random bytes, then pieces of 64 KiB, each sealed by AES-256-GCM and 16 bytes longer by its tag. A
 * nonce is the number of the piece, and whether it is the last one: what is cut off, put into another order, or changed does
 * not open (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, https://eprint.iacr.org/2015/189). Each file
 * has a key of its own, derived with its random bytes (HKDF, RFC 5869), so that no nonce serves twice.
 */
const beginning = Buffer.from('allclear sealed file 1\n')
const saltLength = 16
const pieceLength = 64 * 1024
const tagLength = 16
export const headLength = beginning.length + saltLength

export function isSealedFile(first: Buffer): boolean {
  return first.subarray(0, beginning.length).equals(beginning)
}

/** Seals whatever is written into it. secret: 32 random bytes. */
export function sealStream(secret: Buffer): Transform {
  const salt = randomBytes(saltLength)
  const key = keyOf(secret, salt)
  return inPieces(
    pieceLength,
    (piece, nonce) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    },
    Buffer.concat([beginning, salt]),
  )
}

/** Opens what follows the head of a sealed file. Fails with a sentence at the first piece that does not open. */
export function openStream(secret: Buffer, head: Buffer): Transform {
  const key = keyOf(secret, head.subarray(beginning.length, headLength))
  return inPieces(pieceLength + tagLength, (piece, nonce, number) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    try {
      if (piece.length < tagLength) throw new Error('Less than a tag.')
      decipher.setAuthTag(piece.subarray(-tagLength))
      return Buffer.concat([decipher.update(piece.subarray(0, -tagLength)), decipher.final()])
    } catch {
      throw new Error(
        number === 0
          ? 'The file does not open with this key, or it was changed or cut off.'
          : 'The file was changed or cut off after it was sealed.',
      )
    }
  })
}

function keyOf(secret: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'allclear sealed file', 32))
}

type Change = (piece: Buffer, nonce: Buffer, number: number) => Buffer

/** Changes a stream piece by piece. The last one may be shorter, and is held back until it is known to be the last. */
function inPieces(length: number, change: Change, first?: Buffer): Transform {
  let held: Buffer[] = []
  let size = 0
  let number = 0
  const give = (stream: Transform, piece: Buffer, isLast: boolean) => {
    stream.push(change(piece, nonceOf(number, isLast), number))
    number += 1
  }
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      held.push(chunk)
      size += chunk.length
      if (size <= length) return done()
      const all = Buffer.concat(held)
      let from = 0
      try {
        for (; all.length - from > length; from += length)
          give(this, all.subarray(from, from + length), false)
      } catch (error) {
        return done(error as Error)
      }
      held = [all.subarray(from)]
      size = all.length - from
      done()
    },
    flush(done: TransformCallback) {
      try {
        give(this, Buffer.concat(held), true)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
  if (first) stream.push(first)
  return stream
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
