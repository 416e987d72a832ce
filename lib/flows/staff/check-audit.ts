import { z } from 'zod'
import type { Database } from '#db/client.ts'
import {
  type ChainedLine,
  readChain,
  readLastPurge,
  readUnsealed,
  type Seal,
} from '#db/reads/staff/audit-chain.ts'
import { hashFacts, sealOf } from './seal-audit.ts'

const perSlice = 1_000

/** A line is sealed within seconds of its transaction, which ends within minutes. */
const longestWaitMs = 15 * 60_000

/**
 * begins-late: lines before the first are gone that no cleaning removed. gap: a seal is gone. line-gone, changed: its line
 * is, or says something else than when it was sealed. too-late: it says to be older than the seal before it was, and was not
 * there then. never-sealed: it was put where nothing is sealed any more. not-as-noted: the seal is another one than the one
 * that was noted.
 */
export type WhyBroken =
  | 'begins-late'
  | 'gap'
  | 'line-gone'
  | 'changed'
  | 'too-late'
  | 'never-sealed'
  | 'not-as-noted'

export type AuditCheck =
  | { is: 'whole'; count: number; position: number; hash: string; waiting: number }
  | { is: 'broken'; why: WhyBroken; position: number | null; sequence: number | null }

/** A seal as somebody wrote it down, to be found again. */
export type NotedSeal = { position: number; hash: string }

type Walked = { count: number; last: Pick<Seal, 'position' | 'hash' | 'at'> | null }

const Purged = z.object({ position: z.number(), hash: z.string() }).nullable().catch(null)

/** Walks the whole chain. noted: a seal that has to stand in it; without it, who writes the chain anew is not found out. */
export async function checkAudit(db: Database, noted: NotedSeal | null): Promise<AuditCheck> {
  const purged = Purged.parse(await readLastPurge(db))
  let walked: Walked = { count: 0, last: null }
  for (;;) {
    const slice = await readChain(db, walked.last?.position ?? 0, perSlice)
    for (const { seal, line } of slice) {
      const before = walked.last ?? firstBefore(seal, purged)
      const why =
        before === 'begins-late' ? before : (whyBroken(seal, line, before) ?? otherThan(seal, noted))
      if (why) return { is: 'broken', why, position: seal.position, sequence: seal.sequence }
      walked = { count: walked.count + 1, last: seal }
    }
    if (slice.length < perSlice) break
  }
  return endOf(db, walked, noted)
}

type Before = Pick<Seal, 'position' | 'hash'> & { at: Date | null }

/** What stands before the first seal that is there: nothing, or what was cleaned away. */
function firstBefore(seal: Seal, purged: z.infer<typeof Purged>): Before | 'begins-late' {
  if (seal.position === 1) return { position: 0, hash: '', at: null }
  return purged && seal.position === purged.position + 1 ? { ...purged, at: null } : 'begins-late'
}

function whyBroken(seal: Seal, line: ChainedLine | null, before: Before): WhyBroken | null {
  if (seal.position !== before.position + 1) return 'gap'
  if (!line) return 'line-gone'
  const place = { before: before.hash, position: seal.position, sealedAt: seal.at }
  // What was erased with a person is known by its hash alone.
  const factsHash = line.erasedAt && line.facts === null ? seal.factsHash : hashFacts(line.facts)
  if (sealOf(place, { ...line, factsHash }) !== seal.hash) return 'changed'
  const isOlder = before.at !== null && Date.parse(line.at) < before.at.getTime() - longestWaitMs
  return isOlder ? 'too-late' : null
}

function otherThan(seal: Seal, noted: NotedSeal | null): WhyBroken | null {
  return noted?.position === seal.position && noted.hash !== seal.hash ? 'not-as-noted' : null
}

async function endOf(db: Database, { count, last }: Walked, noted: NotedSeal | null): Promise<AuditCheck> {
  if (noted && noted.position > (last?.position ?? 0))
    return { is: 'broken', why: 'not-as-noted', position: noted.position, sequence: null }
  const { waiting, missed } = await readUnsealed(db)
  if (missed !== null) return { is: 'broken', why: 'never-sealed', position: null, sequence: missed }
  return { is: 'whole', count, position: last?.position ?? 0, hash: last?.hash ?? '', waiting }
}
