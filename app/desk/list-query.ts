import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'

/** What an address says once or several times. */
type Given = string | string[] | undefined

const longestText = 100

/** What is looked for; null: anything. */
export function textOf(given: Given): string | null {
  // PostgreSQL takes no zero byte.
  const text = typeof given === 'string' ? given.replaceAll('\0', '').trim() : ''
  return text === '' ? null : text.slice(0, longestText)
}

/** The number of a page; null: none has such a number. */
export function pageOf(given: Given): number | null {
  if (given === undefined) return 1
  return typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
}

/** One page of what is in memory anyway; null: there is no such page. */
export function onPage<Item>(
  items: readonly Item[],
  page: number | null,
  perPage: number,
): { shown: Item[]; page: number; pages: number } | null {
  const pages = Math.max(1, Math.ceil(items.length / perPage))
  if (page === null || page > pages) return null
  return { shown: items.slice((page - 1) * perPage, page * perPage), page, pages }
}

/** The address of a list with what is asked of it; what is null or empty is left out. */
export function listAddress(path: string, asked: Readonly<Record<string, string | number | null>>): string {
  const said = Object.entries(asked).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path
}

/** The number of a line, or null. */
export function lineNumberOf(value: Given): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
}

/** A field of date and time sends 2026-03-10T14:30, on the clock of a zone; an address without one means UTC. */
export function typedMoments(value: Given, zone: Given): Date[] {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)) return []
  return momentsAt(value.slice(0, 16), Zone.safeParse(zone).data ?? 'UTC')
}
