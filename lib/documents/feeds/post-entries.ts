import type { PostRecord } from '#db/reads/posts/post-records.ts'
import type { PostUpdate } from '#db/reads/posts/update-facts.ts'
import { siteAddress } from '#lib/documents/site.ts'
import type { HtmlPlace } from '#lib/posts/html-text.ts'
import { phaseLabel, updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import { entriesOfMaintenance } from './maintenance-entries.ts'
import type { PostEntry, PostWithBody } from './post-entry.ts'

/** All that was said of a post, the newest first. */
export function postEntries(words: Words, post: PostWithBody, now: Date): PostEntry[] {
  const place = placeOf(post)
  const entries = [
    ...post.updates.map(update => updateEntry(words, update, place)),
    ...entriesOfMaintenance(words, post, now, place),
    ...opening(words, post, place),
    ...review(words, post, place),
  ]
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** Where links of a post begin. */
export function placeOf({ slug }: Pick<PostRecord, 'slug'>): HtmlPlace {
  return { site: siteAddress('/'), page: siteAddress(`/posts/${slug}`) }
}

function updateEntry(words: Words, update: PostUpdate, place: HtmlPlace): PostEntry {
  const { id, phase, createdAt, correctedAt } = update
  return {
    key: `Update/${id}`,
    at: createdAt,
    changedAt: correctedAt ?? createdAt,
    label: phase ? phaseLabel(words, phase) : words('documents.feeds.update'),
    sentence: null,
    text: { source: updateText(words, update), place, mode: 'light' },
    url: `${place.page}#update-${id}`,
  }
}

/** The text of an advisory, and of an incident of which nothing was said yet. */
function opening(words: Words, post: PostWithBody, place: HtmlPlace): PostEntry[] {
  const { id, kind, text, summary, titled, publishedAt, updatedAt, updates } = post
  const said = summary ? writtenIn(words, summary) : titleIn(words, titled)
  if (kind === 'maintenance' || (kind === 'incident' && !text && updates.length > 0)) return []
  return [
    {
      key: `Post/${id}`,
      at: publishedAt,
      changedAt: kind === 'advisory' && updatedAt > publishedAt ? updatedAt : publishedAt,
      label: words(`posts.kind.${kind}`),
      sentence: null,
      text: text ? { source: text, place, mode: 'full' } : { source: said, place, mode: 'light' },
      url: place.page,
    },
  ]
}

function review(words: Words, { id, review: written }: PostWithBody, place: HtmlPlace): PostEntry[] {
  if (!written) return []
  const { body, publishedAt, editedAt } = written
  return [
    {
      key: `Review/${id}`,
      at: publishedAt,
      changedAt: editedAt,
      label: words('documents.feeds.review'),
      sentence: null,
      text: { source: body, place, mode: 'full' },
      url: place.page,
    },
  ]
}
