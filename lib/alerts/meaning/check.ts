import { type HostNames, tokensIn } from './tokens.ts'
import { attacks, measures, parts, services } from './words.ts'

/** service: it is the name of something that customers use and of nothing else. mention: among other words. part: of something else. */
export type CheckName = 'service' | 'mention' | 'part' | 'none'

/** A check's name may hold them beside the name of the service. */
const nearby = new Set(
  'check service services server servers daemon process port status state host-name ipv4 ipv6 v4 v6 a the of on for and web'.split(
    ' ',
  ),
)

/** Reads the name of a check, a rule or a metric in the form of reduced(). */
export function readCheck(name: string, names: HostNames): CheckName {
  const words = tokensIn(name, names)
  if (words.some(word => parts.has(word) || measures.has(word) || attacks.has(word))) return 'part'
  if (!words.some(word => services.has(word))) return 'none'
  return words.every(word => services.has(word) || nearby.has(word)) ? 'service' : 'mention'
}
