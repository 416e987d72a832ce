/** A line of the audit log as its seal covers it. at: ISO 8601 in UTC, to the microsecond. */
export type SealedLine = {
  sequence: number
  at: string
  staffId: string | null
  action: string
  subject: string
  /** SHA-256 of the text of its facts, hex. */
  factsHash: string
  address: string | null
  device: string | null
}

/** Where a line stands in the chain. hash: of the seal before, hex; at the beginning empty. */
export type SealPlace = { before: string; position: number; sealedAt: Date }

/**
 * The text whose SHA-256 is the seal of a line: a JSON array of the hash before, the position, the time of the seal and the
 * line's fields, without blanks. Of its facts only their hash, so that they can be erased with the person whom they tell of.
 */
export function sealedText({ before, position, sealedAt }: SealPlace, line: SealedLine): string {
  const { sequence, at, staffId, action, subject, factsHash, address, device } = line
  return JSON.stringify([
    before,
    position,
    sealedAt.toISOString(),
    sequence,
    at,
    staffId,
    action,
    subject,
    factsHash,
    address,
    device,
  ])
}

/** Facts as JSON without blanks, their names in order: whole numbers by size, then the others by their UTF-16 units. */
export function factsText(facts: unknown): string {
  return JSON.stringify(inOrder(facts ?? null))
}

/** The same JSON with the names of each object in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([name, each]) => [name, inOrder(each)]))
}
