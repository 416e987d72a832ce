import { Draft, type DraftStep } from '#lib/imports/building/draft.ts'
import { productReaders } from '#lib/imports/readers.ts'
import { openPath, type SavedFiles } from '#lib/imports/source/files.ts'
import type { LeftBehind, MovedItem } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

/** When everything here is read. */
export const readAt = new Date('2026-11-30T12:00:00Z')

export type Found = { items: MovedItem[]; left: LeftBehind[]; site: string }

/** What a draft was told while something was put into it. */
export async function drafted(fill: (draft: Draft) => void | Promise<void>, now = readAt): Promise<Found> {
  const found: Found = { items: [], left: [], site: '' }
  const draft = new Draft((news: DraftStep) => {
    if ('items' in news) found.items.push(...news.items)
    if ('left' in news) found.left = news.left
    if ('site' in news) found.site = news.site
  }, now)
  await fill(draft)
  draft.end()
  return found
}

/** What saved files of a product say. */
export function readFiles(product: ProductName, files: SavedFiles, page = ''): Promise<Found> {
  const { fromFiles } = productReaders[product]
  if (!fromFiles) throw new Error(`Nothing that is saved of ${product} is read.`)
  return drafted(draft => fromFiles(files, draft, { zone: 'UTC', page, now: readAt }))
}

export function sample(name: string): SavedFiles {
  return openPath(`tests/imports/samples/${name}`)
}

/** Each thing in a line, as a table of expected results has it. */
export function linesOf({ items }: Found): string[] {
  return items.map(lineOf)
}

function lineOf(item: MovedItem): string {
  switch (item.kind) {
    case 'group':
      return `group ${item.id}: ${item.name}`
    case 'server':
      return `server ${item.id}: ${item.name} at ${[...item.hosts, ...item.addresses].join(' ') || '?'} in ${item.groupId ?? '-'}`
    case 'incident': {
      const servers = item.servers.map(({ id, impact }) => `${id} ${impact}`).join(', ')
      const phases = item.entries.map(entry => entry.phase ?? '-').join(' ')
      return `incident ${item.id}: ${item.title}, ${item.startedAt} to ${item.endedAt ?? 'now'}, ${item.phase} [${phases}] (${servers})${item.review ? ' with review' : ''}`
    }
    case 'advisory':
      return `advisory ${item.id}: ${item.title}, ${item.publishedAt}`
    case 'maintenance':
      return `maintenance ${item.id}: ${item.title}, ${item.startsAt} to ${item.endsAt}${item.doneAt ? ' done' : ''}${item.cancelledAt ? ' cancelled' : ''} (${item.serverIds.join(', ')})`
    case 'subscriber':
      return `subscriber ${item.email}: ${item.watches ? [...item.watches.servers, ...item.watches.groups].join(', ') : 'all'}`
  }
}

export function leftOf({ left }: Found): string[] {
  return left.map(
    ({ why, count, names }) => `${count} ${why}${names.length > 0 ? `: ${names.join(', ')}` : ''}`,
  )
}
