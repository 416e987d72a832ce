import { z } from 'zod'
import { containmentKinds } from '#lib/rules/containment/containment.ts'
import { tagForm } from '#lib/rules/indicators/indicator.ts'
import { alternatives } from './problem.ts'

const calloutTones = ['note', 'warning', 'danger'] as const
const indicatorTypes = ['file', 'hash', 'address', 'domain'] as const

export type CalloutTone = (typeof calloutTones)[number]
export type IndicatorType = (typeof indicatorTypes)[number]

/** What readers see instead of the type. */
export const indicatorWords: Record<IndicatorType, string> = {
  file: 'File',
  hash: 'Checksum',
  address: 'IP address',
  domain: 'Domain',
}

/** What authors may write for one element of a post. */
export type ElementRule = {
  /** Properties are quoted texts; each has one line that says what it accepts. */
  props: z.ZodObject
  accepts: Record<string, string>
  place: 'block' | 'inline'
  content: 'required' | 'optional' | 'none'
  /** May also stand in short texts such as updates. */
  isLight: boolean
}

const anchor = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
const line = z.string().trim().min(1).max(200)

const list = {
  Points: { props: z.strictObject({}), accepts: {}, place: 'block', content: 'required', isLight: false },
  Point: {
    props: z.strictObject({ id: anchor.optional() }),
    accepts: { id: 'a short name in small letters, digits and -, such as what-is-recorded' },
    place: 'block',
    content: 'required',
    isLight: false,
  },
  Callout: {
    props: z.strictObject({ tone: z.enum(calloutTones), title: line.optional() }),
    accepts: { tone: alternatives(calloutTones), title: 'a text of 1 to 200 characters' },
    place: 'block',
    content: 'required',
    isLight: false,
  },
  Indicator: {
    props: z.strictObject({ type: z.enum(indicatorTypes), value: line }),
    accepts: { type: alternatives(indicatorTypes), value: 'a text of 1 to 200 characters' },
    place: 'block',
    content: 'optional',
    isLight: false,
  },
  Indicators: {
    props: z.strictObject({ tag: z.string().regex(tagForm).optional(), ids: line.optional() }),
    accepts: {
      tag: 'a tag of the list of indicators, such as keyutils-2013',
      ids: 'ids of entries of that list, with blanks between them',
    },
    place: 'block',
    content: 'none',
    isLight: false,
  },
  Containment: {
    props: z.strictObject({
      post: z
        .string()
        .regex(/^[a-z0-9-]{1,160}$/)
        .optional(),
      kind: z.enum(containmentKinds).optional(),
    }),
    accepts: {
      post: 'the last part of the address of a post, such as 2026-11-29-web07-is-down',
      kind: alternatives(containmentKinds),
    },
    place: 'block',
    content: 'none',
    isLight: false,
  },
  ServerChip: {
    props: z.strictObject({ hostname: line }),
    accepts: { hostname: 'the name of a server, such as web07.example.com' },
    place: 'inline',
    content: 'none',
    isLight: true,
  },
  Timestamp: {
    props: z.strictObject({ at: z.iso.datetime({ offset: true }) }),
    accepts: { at: 'a time with its zone, such as 2013-02-19T09:00:00Z' },
    place: 'inline',
    content: 'optional',
    isLight: true,
  },
} satisfies Record<string, ElementRule>

export type ElementName = keyof typeof list

/** The only elements that a post may use, by name. A map, so that names such as "constructor" are not found. */
export const elements: ReadonlyMap<string, ElementRule> = new Map(Object.entries(list))
