/** What programs subscribe to: the same in RSS, Atom and JSON. */
export type Feed = {
  /** A tag URI (RFC 4151): it stays when names change. */
  id: string
  title: string
  siteName: string
  language: string
  /** The page that it is of, and its own address. */
  home: string
  self: string
  /** The newest first. */
  items: FeedItem[]
}

export type FeedItem = {
  /** A tag URI: it stays when titles, order and builds change. */
  id: string
  /** By what RSS readers know it again: its address where it is revised, its id where it never changes. */
  guid: string
  url: string
  title: string
  html: string
  publishedAt: Date
  changedAt: Date
  tags: readonly string[]
  /** Of maintenance, when it is to end. */
  endsAt: Date | null
}

/** When anything in it changed last; null: it is empty. */
export function lastChange({ items }: Feed): Date | null {
  return items.length > 0 ? new Date(Math.max(...items.map(item => item.changedAt.getTime()))) : null
}
