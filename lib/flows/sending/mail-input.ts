import type { Transaction } from '#db/client.ts'
import { readSeen } from '#db/reads/alerts/seen.ts'
import { readServersOfBrands } from '#db/reads/brands/brand-servers.ts'
import { readStaffWords } from '#db/reads/posts/staff-words.ts'
import type { WaitingDelivery } from '#db/reads/sending/due.ts'
import {
  type NoticeOfPost,
  readEndsTold,
  readNoticesOfPosts,
  readPlaces,
} from '#db/reads/sending/notices-of-posts.ts'
import { type Reader, readReaders } from '#db/reads/subscribers/readers.ts'
import { loadBrands } from '#lib/flows/brands/load-brands.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import type { BrandName } from '#lib/rules/brands/brand-server.ts'
import type { StaffWords } from '#lib/rules/incidents/staff-words.ts'
import { type FoundThing, readEvidence } from './read-evidence.ts'
import { spokenBodies } from './spoken-body.ts'

/** What mails rest on, as of now. */
export type MailInput = {
  notices: ReadonlyMap<string, NoticeOfPost>
  /** For each post what its subscribers watch and want, by their ids. */
  readers: ReadonlyMap<string, ReadonlyMap<string, Reader>>
  places: ReadonlyMap<string, { hostname: string; groupId: string | null }>
  /** What staff said with what they did, by post. */
  words: ReadonlyMap<string, StaffWords>
  /** What a notice says besides, in the language of its reader. */
  spokenBody: ReturnType<typeof spokenBodies>
  /** Each end that was told, as toldAt names it. */
  endsTold: ReadonlySet<string>
  /** The brands whose readers are among them, by id, with what each calls its servers. */
  brands: ReadonlyMap<string, NamedBrand>
  /** For staff: what was seen of held guesses, as seenKey names it. */
  seen: ReadonlyMap<string, string>
  /** For staff: what was found of held posts, by their ids. */
  evidence: ReadonlyMap<string, readonly FoundThing[]>
}

export type NamedBrand = Brand & { names: ReadonlyMap<string, BrandName> }

/** Reads all that mails of these batches are made of, at one moment. */
export async function readMailInput(
  tx: Transaction,
  waiting: readonly WaitingDelivery[],
): Promise<MailInput> {
  const notices = await readNoticesOfPosts(tx, [...new Set(waiting.map(row => row.noticeId))])
  const named = notices.flatMap(({ facts }) => [...facts.servers, ...facts.endedBefore])
  const readers = waiting.flatMap(row => (row.subscriberId ? [row.subscriberId] : []))
  const held = notices.filter(notice => notice.kind === 'held').map(({ postId }) => postId)
  const ends = notices.filter(notice => notice.kind === 'ended').map(notice => notice.id)
  return {
    notices: new Map(notices.map(notice => [notice.id, notice])),
    readers: await readReadersOf(tx, waiting, notices),
    places: await readPlaces(tx, [...new Set(named.map(server => server.id))]),
    words: await readStaffWords(tx, [...new Set(notices.map(notice => notice.postId))]),
    brands: await readNamedBrands(
      tx,
      waiting.map(row => row.brandId),
    ),
    spokenBody: spokenBodies(),
    endsTold: await readEndsTold(tx, [...new Set(readers)], ends),
    seen: await readSeen(tx, held),
    evidence: await readEvidence(tx, held),
  }
}

async function readNamedBrands(
  tx: Transaction,
  ids: readonly (string | null)[],
): Promise<Map<string, NamedBrand>> {
  const brands = await loadBrands(tx, ids)
  const servers = await readServersOfBrands(tx, [...brands.keys()])
  const namesOf = (id: string) => new Map((servers.get(id) ?? []).map(server => [server.id, server]))
  return new Map([...brands].map(([id, brand]) => [id, { ...brand, names: namesOf(id) }]))
}

async function readReadersOf(
  tx: Transaction,
  waiting: readonly WaitingDelivery[],
  notices: readonly NoticeOfPost[],
): Promise<Map<string, Map<string, Reader>>> {
  const postOf = new Map(notices.map(notice => [notice.id, notice.postId]))
  const readers = new Map<string, Map<string, Reader>>()
  for (const [postId, rows] of Map.groupBy(waiting, row => postOf.get(row.noticeId) ?? '')) {
    const ids = new Set(rows.flatMap(row => (row.subscriberId ? [row.subscriberId] : [])))
    readers.set(postId, await readReaders(tx, [...ids], postId))
  }
  return readers
}
