import { createHash } from 'node:crypto'

/** A file under the name by which it is served, which says what is in it, so that it may be kept for ever. */
export function newSiteFile(type: 'png' | 'svg' | 'css', bytes: Buffer): { name: string; bytes: Buffer } {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  return { name: `${hash}.${type}`, bytes }
}
