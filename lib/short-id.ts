import { createHash } from 'node:crypto'

/** An id as Statuspage has them, 12 characters of [a-z0-9], which stays the same as long as what it stands for. */
export function shortId(text: string): string {
  const number = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
  return number.toString(36).slice(0, 12)
}
