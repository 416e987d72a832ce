import type { PostRecord } from '#db/reads/posts/post-records.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { type FeedText, keptHtml } from './kept-html.ts'

/** One thing that was said of a post, for good. */
export type PostEntry = {
  /** Part of a tag URI: it stays when words are corrected. */
  key: string
  at: Date
  changedAt: Date
  /** "Resolved" */
  label: string
  /** A sentence of ours before it; null: none. */
  sentence: string | null
  /** null: the sentence is all. */
  text: FeedText | null
  /** Its address. */
  url: string
}

/** A post with its text, and its review, in the language of a feed. */
export type PostWithBody = Omit<PostRecord, 'review'> & {
  text: string | null
  review: { body: string; publishedAt: Date; editedAt: Date } | null
}

/** What an entry says, as HTML. */
export async function entryHtml({ sentence, text }: PostEntry): Promise<string> {
  const first = sentence ? `<p>${escapeMarkup(sentence)}</p>` : ''
  return first + (text ? await keptHtml(text) : '')
}
