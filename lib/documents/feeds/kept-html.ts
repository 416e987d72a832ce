import { setImmediate as turn } from 'node:timers/promises'
import { type HtmlPlace, htmlText } from '#lib/posts/html-text.ts'
import type { TextMode } from '#lib/posts/text.ts'

/** A text of a post that becomes HTML when it is needed. */
export type FeedText = { source: string; place: HtmlPlace; mode: TextMode }

/** Texts stay what they are, and each is in many feeds: to make HTML of one takes a millisecond or two. */
const kept = new Map<string, string>()

/** Some more than the feeds of a site have at one time. */
const mostKept = 2_000

/** The text as HTML. Others have their turn before each one that has to be made. */
export async function keptHtml({ source, place, mode }: FeedText): Promise<string> {
  const key = `${mode} ${place.page} ${source}`
  const known = kept.get(key)
  if (known !== undefined) return known
  await turn()
  const html = htmlText(source, place, mode)
  const [oldest] = kept.keys()
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, html)
  return html
}
