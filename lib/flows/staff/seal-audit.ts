import { createHash } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { readLastSeal, readSealable } from '#db/reads/staff/audit-chain.ts'
import { insertSeals, lockChain } from '#db/writes/staff/audit-seals.ts'
import { factsText, type SealedLine, type SealPlace, sealedText } from '#lib/rules/staff/sealed-text.ts'

const mostAtOnce = 500

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** SHA-256 of what a line tells besides, hex. */
export function hashFacts(facts: unknown): string {
  return sha256(factsText(facts))
}

/** What stands in the chain for a line at its place: SHA-256 of its text, hex. */
export function sealOf(place: SealPlace, line: SealedLine): string {
  return sha256(sealedText(place, line))
}

/**
 * Seals the lines of the audit log that nothing can come before any more. No writer waits for it: it looks at what is
 * committed, a moment later. Returns whether more wait already.
 */
export function sealAudit(db: Database, clock: () => Date): Promise<{ hasMore: boolean; wakeAt: null }> {
  return db.transaction(async tx => {
    if (!(await lockChain(tx))) return { hasMore: false, wakeAt: null }
    let { position, hash } = (await readLastSeal(tx)) ?? { position: 0, hash: '' }
    const lines = await readSealable(tx, mostAtOnce)
    const at = clock()
    const seals = lines.map(line => {
      position += 1
      const factsHash = hashFacts(line.facts)
      hash = sealOf({ before: hash, position, sealedAt: at }, { ...line, factsHash })
      return { position, sequence: line.sequence, at, factsHash, hash }
    })
    await insertSeals(tx, seals)
    return { hasMore: lines.length === mostAtOnce, wakeAt: null }
  })
}
