import { z } from 'zod'
import { noteSign, type ReadSigns, type SignPlace } from '#lib/rules/indicators/found-sign.ts'
import { signLimits } from '#lib/rules/indicators/indicator.ts'
import { readPattern } from './pattern.ts'
import { meantBy } from './signs-of.ts'

const Bundle = z.object({ type: z.literal('bundle'), objects: z.array(z.unknown()).default([]) })
const Indicator = z.object({
  type: z.literal('indicator'),
  id: z.string().max(200).default(''),
  name: z.string().nullish(),
  pattern: z.string(),
  pattern_type: z.string().default('stix'),
  revoked: z.boolean().default(false),
  valid_until: z.string().nullish(),
})

/** Objects that say nothing to look for: who published it, how things belong together. */
const beside = new Set([
  'identity',
  'marking-definition',
  'relationship',
  'report',
  'malware',
  'campaign',
  'threat-actor',
  'intrusion-set',
  'attack-pattern',
  'note',
  'grouping',
  'extension-definition',
  'tool',
  'vulnerability',
])

/** More is no list that a person looks through. */
const mostObjects = 5_000

/**
 * Reads the indicators of a STIX 2.1 bundle, of which each object is read by itself: one that is wrong or not understood is
 * named, and the others count. not-json: this is no JSON; no-bundle: it is something else.
 */
export function readBundle(text: string, now: Date): ReadSigns | 'not-json' | 'no-bundle' {
  const parsed = parse(text)
  if (parsed === undefined) return 'not-json'
  const bundle = Bundle.safeParse(parsed)
  if (!bundle.success) return 'no-bundle'
  const read: ReadSigns = { found: [], leftOut: [] }
  const { objects } = bundle.data
  objects.slice(0, mostObjects).forEach((object, index) => {
    readObject(object, { is: 'object', number: index + 1 }, read, now)
  })
  if (objects.length > mostObjects)
    read.leftOut.push({ where: { is: 'object', number: mostObjects + 1 }, text: '', why: { is: 'too-many' } })
  return read
}

function readObject(object: unknown, where: SignPlace, into: ReadSigns, now: Date): void {
  const type = typeOf(object)
  if (beside.has(type)) return
  const indicator = Indicator.safeParse(object)
  if (!indicator.success) {
    into.leftOut.push({
      where,
      text: type,
      why: { is: 'not-understood', what: type },
    })
    return
  }
  const { id, name, pattern, pattern_type: language, revoked, valid_until: until } = indicator.data
  const text = (name ?? id).slice(0, 100)
  const leaveOut = (why: ReadSigns['leftOut'][number]['why']) => into.leftOut.push({ where, text, why })
  if (revoked) return void leaveOut({ is: 'revoked' })
  if (until && Date.parse(until) <= now.getTime()) return void leaveOut({ is: 'expired' })
  if (language !== 'stix') return void leaveOut({ is: 'not-understood', what: language.slice(0, 40) })
  const read = readPattern(pattern)
  if ('unread' in read) return void leaveOut({ is: 'not-understood', what: read.unread })
  for (const together of read.anyOf) {
    const meant = meantBy(together)
    if ('why' in meant) leaveOut(meant.why)
    else
      noteSign(into, meant, {
        where,
        text: meant.value.slice(0, 100),
        note: name?.trim().slice(0, signLimits.note) || null,
      })
  }
}

function typeOf(object: unknown): string {
  const type = typeof object === 'object' && object !== null && 'type' in object ? object.type : ''
  return typeof type === 'string' ? type.slice(0, 60) : ''
}

/** undefined: it is no JSON, or so deep that it is none of a bundle. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
