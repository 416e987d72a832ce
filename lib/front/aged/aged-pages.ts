import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { agedAfterMs } from '#lib/faults/absence.ts'
import type { Page } from '#lib/front/page.ts'
import { isLanguage, type Language } from '#lib/rules/languages/language.ts'

type Options = {
  /** Since when nothing new is known; null: all is well. */
  asOf: () => Date | null
  /** What a page says of it, as markup, in the language of the page. */
  notice: (asOf: Date, language: Language) => string
  nowMs?: () => number
}

type Made = { asOfMs: number; page: Page | Promise<Page> }

const compress = promisify(gzip)

/**
 * Kept pages while nothing new is known, with a sentence in each that says so, for readers without scripts too. It is written
 * into the bytes that are kept, once for each page that is read: nothing can be rendered then.
 */
export class AgedPages {
  private readonly made = new WeakMap<Page, Made>()
  private readonly asOf: Options['asOf']
  private readonly notice: Options['notice']
  private readonly nowMs: () => number

  constructor({ asOf, notice, nowMs = Date.now }: Options) {
    this.asOf = asOf
    this.notice = notice
    this.nowMs = nowMs
  }

  /** The page as it is to be sent now: the same while all is well, and else soon. */
  formOf(page: Page): Page | Promise<Page> {
    const asOf = this.asOf()
    if (!asOf || this.nowMs() - asOf.getTime() < agedAfterMs) return page
    const known = this.made.get(page)
    if (known?.asOfMs === asOf.getTime()) return known.page
    const made: Made = { asOfMs: asOf.getTime(), page }
    made.page = this.make(page, asOf).then(aged => {
      made.page = aged
      return aged
    })
    this.made.set(page, made)
    return made.page
  }

  private async make(page: Page, asOf: Date): Promise<Page> {
    const text = withNotice(page, language => this.notice(asOf, language))
    if (text === null) return page
    const bytes = Buffer.from(text)
    const zipped = await compress(bytes, { level: 6 })
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    return {
      ...page,
      // Whoever asks by date has the page without the sentence.
      changedAt: { ...page.changedAt, stamp: null },
      identity: variantLike(page.identity, bytes, `"${hash}-identity"`),
      gzip: variantLike(page.gzip, zipped, `"${hash}-gzip"`),
      // A browser that takes it takes gzip as well.
      br: null,
    }
  }
}

/** Null for what is no page, which says in its fields how old it is, or has no place for a sentence. */
function withNotice(
  { identity: { head, bytes } }: Page,
  notice: (language: Language) => string,
): string | null {
  const type = head[head.indexOf('Content-Type') + 1] ?? ''
  if (!type.startsWith('text/html')) return null
  const text = bytes.toString('utf8')
  const place = /<main\b[^>]*>/.exec(text) ?? /<body\b[^>]*>/.exec(text)
  if (!place) return null
  const end = place.index + place[0].length
  const code = /<html lang="(\w+)"/.exec(text)?.[1] ?? ''
  return text.slice(0, end) + notice(isLanguage(code) ? code : 'en') + text.slice(end)
}

function variantLike(variant: Page['gzip'], bytes: Buffer, etag: string): Page['gzip'] {
  const fresh = { ETag: etag, 'Content-Length': String(bytes.length) }
  const heads = ({ head, unchangedHead }: Page['gzip']['shared']) => ({
    head: replaced(head, fresh),
    unchangedHead: replaced(unchangedHead, fresh),
  })
  return { bytes, etag, shared: heads(variant.shared), ...heads(variant) }
}

/** A flat list of names and values, with other values where it has these names, and without a date. */
function replaced(head: readonly string[], fresh: Record<string, string>): string[] {
  const isDate = (i: number) => head[i - (i % 2)] === 'Last-Modified'
  return head
    .map((text, i) => (i % 2 === 1 ? (fresh[head[i - 1] ?? ''] ?? text) : text))
    .filter((_, i) => !isDate(i))
}
