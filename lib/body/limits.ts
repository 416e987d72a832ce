import { type Refused, refused } from './refused.ts'

/** How much of a body is read. All is counted before it is parsed. */
export type BodyLimits = {
  /** As it comes, and unpacked. */
  bytes: number
  unpackedBytes: number
  /** Of a form. */
  fields: number
}

const kib = 1024
const mib = 1024 * kib

/** For who has shown a credential in the address, a header or a signature. */
export const knownLimits: BodyLimits = { bytes: 2 * mib, unpackedBytes: 8 * mib, fields: 500 }

/** For everybody else: a form that carries its token, a mail that came back, a form of a public page. */
export const strangerLimits: BodyLimits = { bytes: 64 * kib, unpackedBytes: 64 * kib, fields: 200 }

/** The largest body that is read, and what its sender may do about a larger one. */
export type Largest = { bytes: number; advice: string }

/** Of each endpoint. */
export const largest = {
  alerts: { bytes: knownLimits.bytes, advice: 'Send fewer alerts at a time.' },
  heartbeat: { bytes: knownLimits.bytes, advice: 'A heartbeat names its server, and little more.' },
  agent: { bytes: 16 * kib, advice: 'A message of an agent says one thing.' },
  customers: { bytes: 16 * mib, advice: 'Send fewer customers at a time.' },
  servers: { bytes: 3 * mib, advice: 'Send fewer servers at a time.' },
  api: { bytes: 256 * kib, advice: 'Send less at a time.' },
  mailEvent: { bytes: 256 * kib, advice: 'An event is about one mail.' },
  mailReport: {
    bytes: 2 * mib,
    advice: 'A mail that comes back is returned without what was attached to it.',
  },
  desk: { bytes: 3 * mib, advice: 'Send a smaller file.' },
  form: { bytes: strangerLimits.bytes, advice: 'Write less, and send the form again.' },
  botUpdate: { bytes: 64 * kib, advice: 'An update is about one message.' },
} satisfies Record<string, Largest>

/** A body is longer than its endpoint reads: says how long it may be, and what to do. */
export function tooLarge({ bytes, advice }: Largest): Refused {
  return refused(413, `The body is larger than ${sizeWords(bytes)}. ${advice}`)
}

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  return bytes >= mib ? `${bytes / mib} MiB` : `${bytes / kib} KiB`
}
