/** Pages on which one signs in: nobody is sent back to them. */
const door = /^\/desk\/(sign-in|second-step|enter|set-up|join)(\/|$)/

/** One part of a path: it begins with no dot, so none leads upwards, and holds nothing that a browser reads otherwise. */
const path = /^\/desk(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,159}){0,5}$/
const query = /^[A-Za-z0-9_-]+=[A-Za-z0-9._-]*(&[A-Za-z0-9_-]+=[A-Za-z0-9._-]*)*$/

/**
 * The page of the desk that an address names, with its query where that is plain; null: it names none. What is encoded,
 * has a host, a scheme or a backslash is none, so that a link from elsewhere can lead to our own desk only.
 */
export function deskPath(address: string | null | undefined): string | null {
  const [before = '', after] = (address ?? '').split('?', 2)
  if (!path.test(before) || door.test(before)) return null
  return after !== undefined && query.test(after) ? `${before}?${after}` : before
}

/** A link that leads on to a page of the desk once somebody is signed in; the desk's first page needs no word. */
export function withReturn(link: string, path: string | null): string {
  if (path === null || path === '/desk') return link
  return `${link}${link.includes('?') ? '&' : '?'}to=${encodeURIComponent(path)}`
}
