import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveSecret, heldKey, type SecretKey } from './key.ts'

/** A value as the database keeps it: "sealed1.<id of the key>.<nonce>.<text and tag>", AES-256-GCM. */
export type Sealed = string

const form = /^sealed1\.([0-9a-f]{8})\.([\w-]{16})\.([\w-]{22,})$/
const tagLength = 16

/** Where a value is kept, "column/row": sealed for one place it opens at no other. */
export type SealedPlace = `${string}.${string}/${string}`

/** Whether a value has the form of a sealed one; whether it opens, only unseal says. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'string' && form.test(value)
}

/** Seals a text for one place. Twice the same text gives two values. */
export function seal(text: string, place: SealedPlace, key: SecretKey = heldKey()): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', deriveSecret(key, 'seal'), nonce)
  cipher.setAAD(Buffer.from(`${key.id} ${place}`))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `sealed1.${key.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

/** Throws a sentence when it was sealed with another key, for another place, or was changed. */
export function unseal(value: Sealed, place: SealedPlace, key: SecretKey = heldKey()): string {
  const [, id, nonce = '', text = ''] = form.exec(value) ?? []
  if (id !== key.id)
    throw new Error(`${place} was sealed with the key ${id ?? '?'}, but this process has the key ${key.id}.`)
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', deriveSecret(key, 'seal'), Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(`${key.id} ${place}`))
  decipher.setAuthTag(bytes.subarray(-tagLength))
  try {
    return decipher.update(bytes.subarray(0, -tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new Error(`${place} does not open: it was changed, or moved from another place.`)
  }
}
