import { foreignText } from '#lib/posts/foreign-text.ts'
import {
  type LeftBehind,
  type LeftReason,
  MovedItem,
  type MovedKind,
  type MovedOf,
  mostMoved,
  mostMovedTitle,
  mostMovedWords,
} from '#lib/rules/imports/moved.ts'

const mostNames = 20
const itemsAtOnce = 100

/** What is told while a product is read: what came, how far it is, and at the end what stays there. */
export type DraftStep =
  | { items: MovedItem[] }
  | { site: string }
  | { left: LeftBehind[] }
  | { read: number; of: string }

/** What comes over is put together here, item by item; what cannot come is counted and named. */
export class Draft {
  readonly #tell: (step: DraftStep) => void
  readonly #left = new Map<LeftReason, { count: number; names: string[] }>()
  readonly #counts = new Map<MovedKind, number>()
  readonly #seen = new Set<string>()
  #waiting: MovedItem[] = []

  readonly #now: string

  constructor(tell: (step: DraftStep) => void, now: Date) {
    this.#tell = tell
    this.#now = now.toISOString()
  }

  /** Counts something that stays there. name: as it is called there. */
  leave(why: LeftReason, name: unknown = '', count = 1): void {
    if (count < 1) return
    const known = this.#left.get(why) ?? { count: 0, names: [] }
    const text = typeof name === 'string' || typeof name === 'number' ? onOneLine(String(name)) : ''
    known.count += count
    if (text !== '' && known.names.length < mostNames) known.names.push(text.slice(0, 200))
    this.#left.set(why, known)
  }

  /** Whose site it is: by that and its own ids the other product's things are known again. */
  site(name: string): void {
    this.#tell({ site: name.slice(0, 200) })
  }

  progress(read: number, of: string): void {
    this.#tell({ read, of })
  }

  /** Takes planned work over. What names no server is a text once it is over; before, it cannot be planned here. */
  addMaintenance(work: MovedOf<'maintenance'>): void {
    const { id, title, text, publishedAt, startsAt, endsAt } = work
    if (work.serverIds.length > 0) this.add(work)
    else if (endsAt > this.#now) this.leave('work-without-server', title)
    else {
      const times = `${startsAt.slice(0, 16).replace('T', ' ')} – ${endsAt.slice(0, 16).replace('T', ' ')} UTC`
      const words = [text ?? title, times, ...work.entries.map(entry => entry.text)]
        .join('\n\n')
        .slice(0, mostMovedWords)
      const [at = startsAt] = [publishedAt, startsAt].sort()
      this.add({
        kind: 'advisory',
        id: `work-${id}`,
        title,
        publishedAt: at,
        text: foreignText(words, 'full') || title,
        serverIds: [],
      })
    }
  }

  /** Takes one thing over, unless it is not as it should be, or came already. name: by which it is named if not. */
  add(item: MovedItem, name?: string): boolean {
    const { kind, id } = item
    if (this.has(kind, id)) return false
    const label = name ?? ('title' in item ? item.title : 'name' in item ? item.name : id)
    const count = this.#counts.get(kind) ?? 0
    const checked = MovedItem.safeParse(item)
    if (count >= mostMoved[kind]) this.leave('too-many', label)
    else if (!checked.success) this.leave(kind === 'subscriber' ? 'unreadable-address' : 'unreadable', label)
    else if (this.#isToCome(checked.data)) this.leave('odd-time', label)
    else {
      this.#seen.add(`${kind} ${id}`)
      this.#counts.set(kind, count + 1)
      this.#waiting.push(checked.data)
      if (this.#waiting.length >= itemsAtOnce) this.#send()
      return true
    }
    return false
  }

  /** What has happened cannot lie ahead; work may. */
  #isToCome(item: MovedItem): boolean {
    if (item.kind === 'incident') return item.startedAt > this.#now || (item.endedAt ?? '') > this.#now
    return item.kind === 'advisory' && item.publishedAt > this.#now
  }

  /** Whether this thing came. */
  has(kind: MovedKind, id: string): boolean {
    return this.#seen.has(`${kind} ${id}`)
  }

  /** A title of one line; empty: there was none. */
  title(given: unknown): string {
    const text = onOneLine(typeof given === 'string' ? given.slice(0, 2_000) : '')
    if (text.length <= mostMovedTitle) return text
    this.leave('shortened', text.slice(0, 60))
    return `${text.slice(0, mostMovedTitle - 1).trimEnd()}…`
  }

  /** Words as our Markdown; full: of an advisory or a review. Empty: there were none. */
  text(given: unknown, mode: 'light' | 'full' = 'light'): string {
    if (typeof given !== 'string') return ''
    const whole = withoutControls(given.slice(0, mostMovedWords * 4))
    if (whole.length > mostMovedWords) this.leave('shortened', whole.slice(0, 60))
    return foreignText(whole.slice(0, mostMovedWords), mode)
  }

  /** Tells what is left to tell. */
  end(): void {
    this.#send()
    this.#tell({ left: [...this.#left].map(([why, { count, names }]) => ({ why, count, names })) })
  }

  #send(): void {
    if (this.#waiting.length > 0) this.#tell({ items: this.#waiting })
    this.#waiting = []
  }
}

/** PostgreSQL takes no zero byte, and lone halves of signs are no text. */
function withoutControls(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\r\t]/gu, '')
}

/** In one line, without signs that turn a line around. */
function onOneLine(text: string): string {
  return withoutControls(text)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
