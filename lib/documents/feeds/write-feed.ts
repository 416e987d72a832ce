import { type Feed, type FeedItem, lastChange } from './feed.ts'
import { xmlElement, xmlEmpty, xmlStart } from './xml.ts'

export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** Writes a feed; the same feed makes the same bytes. */
export function writeFeed(feed: Feed, format: FeedFormat): string {
  switch (format) {
    case 'rss':
      return writeRss(feed)
    case 'atom':
      return writeAtom(feed)
    case 'json':
      return writeJson(feed)
  }
}

const atomNamespace = 'http://www.w3.org/2005/Atom'

/** RSS 2.0 as Statuspage writes it, so that what reads one reads the other. */
function writeRss(feed: Feed): string {
  const changedAt = lastChange(feed)
  return [
    xmlStart,
    `<rss version="2.0" xmlns:atom="${atomNamespace}">\n<channel>\n`,
    xmlElement('title', feed.title),
    xmlElement('link', feed.home),
    xmlElement('description', 'Statuspage'),
    xmlElement('language', feed.language),
    changedAt ? xmlElement('pubDate', changedAt.toUTCString()) : '',
    xmlEmpty('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
    ...feed.items.map(rssItem),
    '</channel>\n</rss>\n',
  ].join('')
}

function rssItem({ title, html, changedAt, url, guid, tags, endsAt }: FeedItem): string {
  return [
    '<item>\n',
    xmlElement('title', title),
    xmlElement('description', html),
    xmlElement('pubDate', changedAt.toUTCString()),
    xmlElement('link', url),
    xmlElement('guid', guid, guid === url ? '' : ' isPermaLink="false"'),
    ...tags.map(tag => xmlElement('category', tag)),
    endsAt ? xmlElement('maintenanceEndDate', endsAt.toUTCString()) : '',
    '</item>\n',
  ].join('')
}

/** Atom wants a moment for a feed that never had an entry, too. */
const never = new Date(0)

/** RFC 4287. */
function writeAtom(feed: Feed): string {
  return [
    xmlStart,
    `<feed xml:lang="${feed.language}" xmlns="${atomNamespace}">\n`,
    xmlElement('id', feed.id),
    xmlElement('title', feed.title),
    xmlElement('updated', (lastChange(feed) ?? never).toISOString()),
    xmlEmpty('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
    xmlEmpty('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    `<author>\n${xmlElement('name', feed.siteName)}</author>\n`,
    ...feed.items.map(atomEntry),
    '</feed>\n',
  ].join('')
}

function atomEntry({ id, title, html, publishedAt, changedAt, url, tags }: FeedItem): string {
  return [
    '<entry>\n',
    xmlElement('id', id),
    xmlElement('published', publishedAt.toISOString()),
    xmlElement('updated', changedAt.toISOString()),
    xmlEmpty('link', { rel: 'alternate', type: 'text/html', href: url }),
    xmlElement('title', title),
    ...tags.map(term => xmlEmpty('category', { term })),
    xmlElement('content', html, ' type="html"'),
    '</entry>\n',
  ].join('')
}

/** JSON Feed 1.1. */
function writeJson(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    language: feed.language,
    authors: [{ name: feed.siteName, url: feed.home }],
    items: feed.items.map(item => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_html: item.html,
      date_published: item.publishedAt.toISOString(),
      date_modified: item.changedAt.toISOString(),
      tags: item.tags,
    })),
  })
}
