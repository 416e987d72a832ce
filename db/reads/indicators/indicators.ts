import { and, asc, desc, eq, ilike, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { likeText } from '#db/reads/like-text.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { settings } from '#db/schema/setting.ts'
import type { ListVersion } from '#lib/rules/indicators/agent-list.ts'
import type { ListedSign } from '#lib/rules/indicators/indicator.ts'

const StoredVersion = z.object({ version: z.number().int().min(1), issuedAt: z.iso.datetime() })

/** Which list it is by now. Version 0 of 1970: nobody has entered anything yet. */
export async function readListVersion(db: Database | Transaction): Promise<ListVersion> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'indicators'))
  if (!row) return { version: 0, issuedAt: new Date(0) }
  const { version, issuedAt } = StoredVersion.parse(row.value)
  return { version, issuedAt: new Date(issuedAt) }
}

/** The whole list, in the order of its types and values, with its version. */
export function readWholeList(db: Database): Promise<ListVersion & { entries: ListedSign[] }> {
  return readSnapshot(db, async tx => ({ ...(await readListVersion(tx)), entries: await readEntries(tx) }))
}

/** All entries, or those of one tag. */
export function readEntries(tx: Database | Transaction, tag?: string): Promise<ListedSign[]> {
  return tx
    .select(columns)
    .from(indicators)
    .where(tag === undefined ? undefined : eq(indicators.tag, tag))
    .orderBy(asc(indicators.type), asc(indicators.value))
}

/** An entry, or null. */
export async function readEntry(tx: Transaction, id: string): Promise<ListedSign | null> {
  const [row] = await tx.select(columns).from(indicators).where(eq(indicators.id, id))
  return row ?? null
}

/** What readers may read: what is public and still counts. */
export function readPublicSigns(tx: Database | Transaction): Promise<ListedSign[]> {
  return tx
    .select(columns)
    .from(indicators)
    .where(and(eq(indicators.isPublic, true), eq(indicators.isActive, true)))
    .orderBy(asc(indicators.type), asc(indicators.value))
}

/** One page of the desk's list. tags: all that there are, each with how many entries it has. Returns null for a page that there is not. */
export type SignPage = ListVersion & {
  rows: ListedSign[]
  page: number
  pages: number
  total: number
  active: number
  tags: { tag: string; total: number; active: number; shown: number }[]
}

const rowsPerPage = 50

export function readSignPage(
  db: Database,
  { text, page }: { text: string | null; page: number },
): Promise<SignPage | null> {
  return readSnapshot(db, async tx => {
    const which = text === null ? undefined : fits(text)
    const pages = Math.max(1, Math.ceil((await tx.$count(indicators, which)) / rowsPerPage))
    if (page > pages) return null
    const rows = await tx
      .select(columns)
      .from(indicators)
      .where(which)
      .orderBy(desc(indicators.changedIn), asc(indicators.type), asc(indicators.value))
      .limit(rowsPerPage)
      .offset((page - 1) * rowsPerPage)
    const all = await readEntries(tx)
    return {
      ...(await readListVersion(tx)),
      rows,
      page,
      pages,
      total: all.length,
      active: all.filter(each => each.isActive).length,
      tags: tagsOf(all),
    }
  })
}

function tagsOf(all: readonly ListedSign[]): SignPage['tags'] {
  const tagged = all.flatMap(each => (each.tag === null ? [] : [{ ...each, tag: each.tag }]))
  return [...Map.groupBy(tagged, each => each.tag)]
    .map(([tag, own]) => ({
      tag,
      total: own.length,
      active: own.filter(each => each.isActive).length,
      shown: own.filter(each => each.isActive && each.isPublic).length,
    }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1))
}

function fits(text: string): SQL | undefined {
  const pattern = likeText(text)
  return or(
    ilike(indicators.value, pattern),
    ilike(indicators.note, pattern),
    ilike(indicators.tag, pattern),
    eq(indicators.type, text.toLowerCase() as ListedSign['type']),
  )
}

const { id, type, value, tag, note, reference, isPublic, isActive, changedIn } = indicators
const columns = { id, type, value, tag, note, reference, isPublic, isActive, changedIn }
