import { currentLanguage, documentIn } from '#lib/language.ts'
import { readerWords } from './reader-words.ts'

/** Where the feeds and the calendar of the site are, or of one server or group. path: its page; null: the site. */
export function feedAddresses(path: string | null) {
  const updates = `${path ?? ''}/updates`
  return {
    history: path
      ? { rss: `${path}.rss`, atom: `${path}.atom`, json: `${path}.json` }
      : { rss: '/history.rss', atom: '/history.atom', json: '/feed.json' },
    updates: { rss: `${updates}.rss`, atom: `${updates}.atom`, json: `${updates}.json` },
    work: { calendar: path ? `${path}.ics` : '/maintenance.ics' },
  }
}

type Alternates = {
  /** A server or group: its own stand before the site's. */
  of?: { name: string; path: string }
  /** The page as Markdown. */
  markdown?: string
}

/** What a page names in its head: the feeds, the calendar, and itself as Markdown where it is there as such. */
export function alternatesOf({ of, markdown }: Alternates = {}): {
  types: Record<string, string | { url: string; title: string }[]>
} {
  const words = readerWords()
  const spoken = (address: string) => documentIn(currentLanguage(), address)
  const all = [...(of ? [of] : []), { name: null, path: null }].map(({ name, path }) => {
    const { history, updates, work } = feedAddresses(path)
    const title = (which: 'history' | 'updates' | 'work') =>
      name === null ? words(`feeds.title.${which}`) : words(`feeds.title.${which}Of`, { name })
    return { history, updates, work, title }
  })
  const alternate = (url: string, title: string) => ({ url: spoken(url), title })
  return {
    types: {
      'application/rss+xml': all.flatMap(({ history, updates, title }) => [
        alternate(history.rss, title('history')),
        alternate(updates.rss, title('updates')),
      ]),
      'application/atom+xml': all.map(({ history, title }) => alternate(history.atom, title('history'))),
      'application/feed+json': all.map(({ history, title }) => alternate(history.json, title('history'))),
      'text/calendar': all.map(({ work, title }) => alternate(work.calendar, title('work'))),
      ...(markdown === undefined ? {} : { 'text/markdown': spoken(markdown) }),
    },
  }
}
