import { createHash } from 'node:crypto'
import { plainName } from '#lib/alerts/fields/text.ts'

export const mostFingerprint = 128

/**
 * An identity made of several facts. One that is too long keeps its beginning and ends in a hash of the whole,
 * so that two long paths never become one alert.
 */
export function fingerprintOf(...parts: readonly unknown[]): string {
  const whole = parts.map(plainName).join(':')
  if ([...whole].length <= mostFingerprint) return whole
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 24)
  return `${[...whole].slice(0, mostFingerprint - hash.length - 1).join('')}~${hash}`
}
