import type { Database } from '#db/client.ts'
import { type PlaceableServer, readPlaceable, readStaleDomains } from '#db/reads/domains/domain-places.ts'
import { type DomainAnswer, forgetUnwatched, writeDomains } from '#db/writes/domains/domains.ts'
import { placesOf, serverNamed } from '#lib/rules/servers/server-query.ts'
import { later } from '#lib/rules/time/time.ts'
import { lookUpDomain, type NameSystem, systemNames } from './look-up-domain.ts'

/** An answer counts for this long without a question; in the background it is asked for again before that. */
export const freshSeconds = 15 * 60
const dueSeconds = 10 * 60

/** Enough for 10,000 domains in the ten minutes in which each is due once. */
const background = { most: 2_000, withinMs: 45_000 }

/** Questions about at most this many domains are under way at once; each waits at most this long. */
const atOnce = 32
const lookUpMs = 1_000

/** Kept while it works, so that what was learned before a stop is not lost. */
const chunkSize = 200

/** Every minute: asks about the domains that are due, and forgets those that nobody watches. Returns how many were asked about. */
export async function keepDomainsFresh(
  db: Database,
  now: Date,
  names: () => NameSystem = systemNames,
): Promise<number> {
  await forgetUnwatched(db)
  return refreshDomains(db, later(now, -dueSeconds), background, now, names)
}

/**
 * Asks DNS where confirmed domains are that were not asked about since then, many at once, those that wait
 * longest first, and keeps the answers. Begins no question after withinMs, so it takes a second more at most.
 */
export async function refreshDomains(
  db: Database,
  askedBefore: Date,
  limit: { most: number; withinMs: number },
  now: Date,
  names: () => NameSystem = systemNames,
): Promise<number> {
  const endsAt = performance.now() + limit.withinMs
  const waiting = await readStaleDomains(db, askedBefore, limit.most)
  const servers = waiting.length > 0 ? await readPlaceable(db) : []
  let answers: DomainAnswer[] = []
  let asked = 0

  async function keep(): Promise<void> {
    const kept = answers
    answers = []
    await writeDomains(db, kept, now)
  }

  async function work(): Promise<void> {
    for (
      let domain = waiting.shift();
      domain !== undefined && performance.now() < endsAt;
      domain = waiting.shift()
    ) {
      answers.push(await askAbout(domain, servers, names()))
      asked += 1
      if (answers.length >= chunkSize) await keep()
    }
  }

  await Promise.all(Array.from({ length: atOnce }, work))
  await keep()
  return asked
}

async function askAbout(
  domain: string,
  servers: readonly PlaceableServer[],
  names: NameSystem,
): Promise<DomainAnswer> {
  const own = serverNamed({ is: 'name', value: domain }, servers)
  if (own) return { domain, serverIds: [own.id], isWhole: true }
  const { pointers, isWhole } = await lookUpDomain(domain, lookUpMs, names)
  return { domain, serverIds: placesOf(pointers, servers).map(place => place.server.id), isWhole }
}
