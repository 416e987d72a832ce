import { seenKey } from '#db/reads/alerts/seen.ts'
import type { WaitingDelivery } from '#db/reads/sending/due.ts'
import { type NoticeOfPost, toldAt } from '#db/reads/sending/notices-of-posts.ts'
import type { Reader } from '#db/reads/subscribers/readers.ts'
import type { TextFacts } from '#lib/channels/mail/mail.ts'
import { env } from '#lib/env.ts'
import { pagesIn } from '#lib/language.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { brandedNotice, type MailedNotice } from '#lib/rules/brands/brand-notice.ts'
import { wordsFor } from '#lib/rules/incidents/staff-words.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { inOrder, serversFor, toldBefore } from '#lib/rules/notices/audience.ts'
import { isGivenUp } from '#lib/rules/notices/delivery.ts'
import { foldNotices, type Section, type UnsentNotice } from '#lib/rules/notices/digest.ts'
import type { NoticeFacts, NoticeServer } from '#lib/rules/notices/notice.ts'
import { isWantedByAll, wantedFacts } from '#lib/rules/subscribers/notice-preferences.ts'
import { ourSite } from '#lib/site.ts'
import { brandedSection, brandMaintenanceNames, siteOfBrand } from './brand-sections.ts'
import type { MailInput, NamedBrand } from './mail-input.ts'
import { mailedEvidence } from './read-evidence.ts'
import { bodyFor, isProgram, plainIn, toldIn } from './told-in.ts'

type End = { is: 'skipped' | 'refused'; reason: string }

export type Written = {
  /** null: nothing is left to say. */
  facts: TextFacts | null
  /** In which it says times: the reader's own, or the site's for who has told none and for staff. */
  zone: string
  /** The deliveries that the mail carries. */
  carried: WaitingDelivery[]
  /** Those that nobody needs any more. */
  ends: (End & { delivery: WaitingDelivery })[]
}

/** Writes one mail of all that waits for one reader, the oldest first. */
export function writeMail(own: readonly WaitingDelivery[], input: MailInput, now: Date): Written {
  const language = toldIn(own[0])
  const carried: WaitingDelivery[] = []
  const ends: Written['ends'] = []
  const unsent: UnsentNotice[] = []
  for (const delivery of own) {
    const notice = input.notices.get(delivery.noticeId)
    if (!notice) continue
    const said = mailedTo(delivery, notice, language, input)
    const end = endOf(delivery, notice, said?.servers ?? [], input, now)
    if (end) ends.push({ delivery, ...end })
    else {
      carried.push(delivery)
      const { kind, servers, body } = said ?? { kind: notice.kind, servers: [] }
      unsent.push({ postId: notice.postId, kind, at: notice.createdAt, servers, body })
    }
  }
  const brand = brandOfReader(own[0], input)
  const zone = own[0]?.zone ?? (brand?.site ?? ourSite()).zone
  if (carried.length === 0) return { facts: null, zone, carried, ends }
  const earliest = Math.min(...unsent.map(({ at }) => at.getTime()))
  const sections = foldNotices(unsent)
    .map(section => sectionOf(section, new Date(earliest), language, input))
    .map(section => (brand ? brandedSection(section, brand) : section))
  const isForStaff = own[0]?.subscriberId === null
  const site = brand ? siteOfBrand(brand) : { name: ourSite().name, url: env.SITE_URL }
  const pages = isForStaff || isProgram(own[0]) ? site.url : pagesIn(language, site.url)
  return { facts: { language, site: { ...site, pages }, isForStaff, sections }, zone, carried, ends }
}

/** What a notice says to its reader; null: nothing that a brand's may read. */
function mailedTo(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  language: Language,
  input: MailInput,
): MailedNotice | null {
  const servers = serversOf(delivery, notice, input)
  const said = { kind: notice.kind, servers, body: bodyFor(delivery, notice, input) }
  if (delivery.brandId === null) return said
  const names = brandOfReader(delivery, input)?.names ?? new Map()
  return brandedNotice(said, names, brandMaintenanceNames(language))
}

function brandOfReader(delivery: WaitingDelivery | undefined, { brands }: MailInput): NamedBrand | undefined {
  return brands.get(delivery?.brandId ?? '')
}

function serversOf(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  { readers, places }: MailInput,
): NoticeServer[] {
  if (notice.kind === 'held') return inOrder(notice.facts.servers)
  const reader = readerOf(delivery, notice, readers)
  if (!reader) return []
  const groupOf = new Map([...places].map(([id, place]) => [id, place.groupId]))
  return serversFor(wantedFacts(notice.kind, notice.facts, reader.preferences), reader.watches, groupOf)
}

function readerOf(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  readers: MailInput['readers'],
): Reader | undefined {
  return readers.get(notice.postId)?.get(delivery.subscriberId ?? '')
}

/** Whether the notice still concerns its reader, though it names no server. */
function concernsAll(delivery: WaitingDelivery, notice: NoticeOfPost, { readers }: MailInput): boolean {
  // What names no server is the hoster's own to say.
  if (delivery.brandId !== null) return false
  const reader = readerOf(delivery, notice, readers)
  return reader !== undefined && isWantedByAll(notice.kind, notice.facts, reader.preferences)
}

/** Why nothing is sent any more, or null. */
function endOf(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  servers: readonly NoticeServer[],
  input: MailInput,
  now: Date,
): End | null {
  const isConcerned = servers.length > 0 || concernsAll(delivery, notice, input)
  const reason =
    notice.kind === 'held' ? endForStaff(delivery) : endForCustomer(delivery, notice, isConcerned)
  if (reason) return { is: 'skipped', reason }
  if (isOverAndTold(delivery, notice, input)) return { is: 'skipped', reason: 'its end was told already' }
  if (delivery.attempts > 0 && isGivenUp(delivery.createdAt, now))
    return { is: 'refused', reason: `given up after a day. ${delivery.error ?? ''}`.trim() }
  return null
}

function endForStaff({ staffId }: WaitingDelivery): string | null {
  return staffId ? null : 'no longer staff'
}

function endForCustomer(
  { subscriberState }: WaitingDelivery,
  { visibility }: NoticeOfPost,
  isConcerned: boolean,
): string | null {
  if (subscriberState !== 'confirmed') return `the subscriber is ${subscriberState ?? 'gone'}`
  if (visibility !== 'published') return `the post is ${visibility}`
  return isConcerned ? null : 'watches none of these servers any more'
}

/** A beginning is never told after its end. */
function isOverAndTold(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  { notices, endsTold }: MailInput,
): boolean {
  if (notice.kind === 'ended' || notice.kind === 'held' || notice.kind === 'review') return false
  return [...notices.values()].some(
    other =>
      other.postId === notice.postId &&
      other.createdAt > notice.createdAt &&
      covers(other.facts, notice.facts) &&
      endsTold.has(toldAt(delivery, other.id)),
  )
}

function covers(end: NoticeFacts, trouble: NoticeFacts): boolean {
  const ended = new Set([...end.servers, ...end.endedBefore].map(server => server.id))
  return trouble.servers.every(server => ended.has(server.id))
}

function sectionOf(
  section: Section,
  firstAt: Date,
  language: Language,
  { notices, places, words, seen, evidence }: MailInput,
): MailSection {
  const ofPost = [...notices.values()].filter(notice => notice.postId === section.postId)
  const { slug = '', nextUpdateAt = null, isTaken = false } = ofPost[0] ?? {}
  const said = words.get(section.postId)
  const earlier = ofPost.filter(notice => notice.createdAt < firstAt)
  const servers = inOrder(section.servers).map(server => ({
    ...server,
    hostname: places.get(server.id)?.hostname ?? null,
    before: section.kind === 'worsened' ? toldBefore(earlier, server.id) : null,
    ...(server.isGuess ? seenOf(seen.get(seenKey(section.postId, server.id))) : {}),
  }))
  const isHeld = section.kind === 'held'
  const things = isHeld ? (evidence.get(section.postId) ?? []) : []
  return {
    evidence: things.length > 0 ? mailedEvidence(things, new Set(servers.map(({ id }) => id))) : undefined,
    postId: section.postId,
    kind: section.kind,
    slug,
    servers,
    body: section.body,
    isTaken,
    words: said ? wordsFor(section.kind, said, section.at).map(each => plainIn(language, each)) : [],
    // A promise that was past already when the notice was decided is not repeated.
    nextUpdateAt: nextUpdateAt && nextUpdateAt > section.at ? nextUpdateAt : null,
  }
}

function seenOf(summary: string | undefined): { seen?: string } {
  return summary === undefined ? {} : { seen: summary }
}
