import { createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * The key of this installation. It is not in the database: who steals a dump opens nothing with it.
 * id: tells keys apart and says nothing of them.
 */
export type SecretKey = { id: string; secret: Buffer }

/** How a key is written, in its file and in the environment: 32 bytes in base64url. */
const written = /^[A-Za-z0-9_-]{43}$/

/** A new key, as it is written. */
export function newKeyText(): string {
  return randomBytes(32).toString('base64url')
}

/** Returns null when this is no key. */
export function readKey(text: string): SecretKey | null {
  if (!written.test(text.trim())) return null
  const secret = Buffer.from(text.trim(), 'base64url')
  const id = createHash('sha256').update('allclear key\n').update(secret).digest('hex').slice(0, 8)
  return { id, secret }
}

/** What a key is used for. What is made for one purpose is of no use for another (HKDF, RFC 5869). */
export type KeyPurpose = 'seal' | 'links' | 'addresses'

/** 32 bytes for this purpose alone, the same each time. */
export function deriveSecret({ secret }: SecretKey, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `allclear ${purpose}`, 32))
}

const slot = Symbol.for('allclear.key')
type Holder = { [slot]?: SecretKey }

/** The key for this process, for server.ts and Next's bundle alike: see lib/shared.ts. */
export function holdKey(key: SecretKey): void {
  ;(globalThis as Holder)[slot] = key
}

/** Throws when nobody called holdKey: a bug, never a state of the world. */
export function heldKey(): SecretKey {
  const key = (globalThis as Holder)[slot]
  if (!key) throw new Error('The key of the installation is missing: open it before the database is used.')
  return key
}
