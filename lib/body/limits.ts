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

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  return bytes >= mib ? `${bytes / mib} MiB` : `${bytes / kib} KiB`
}
