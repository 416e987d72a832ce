import { readBrand } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'
import type { Sources } from '#lib/documents/document.ts'
import type { WrittenDocument } from '#lib/documents/write-document.ts'
import { currentWords } from '#lib/language.ts'
import { brandBadges } from './brand-badges.ts'
import { brandCalendar } from './brand-calendar.ts'
import type { BrandDocument } from './brand-document.ts'
import { brandFeeds } from './brand-feeds.ts'
import { brandAnswers, brandRobots, brandTexts } from './brand-texts.ts'

/** All that programs read of a brand, one line each. */
const brandDocuments: readonly BrandDocument[] = [
  ...brandTexts,
  ...brandAnswers,
  ...brandBadges,
  ...brandFeeds,
  brandCalendar,
  brandRobots,
]

/** Writes the document at an address such as /at/<brand>/status.txt; null: it is none of a document. */
export async function writeBrandDocument(url: string, sources: Sources): Promise<WrittenDocument | null> {
  const [, id = '', path = ''] = /^\/at\/([a-z0-9]+)(\/[^?]*)/.exec(url) ?? []
  for (const document of brandDocuments) {
    const found = document.path.exec(path)
    if (!found) continue
    const kept = await readBrand(sources.db, id)
    const brand = kept && kept.retiredAt === null ? shownBrand(kept) : null
    const written = brand && (await document.write(brand, { ...found.groups }, sources))
    return answerOf(document, written)
  }
  return null
}

function answerOf({ format, maxAgeSeconds }: BrandDocument, written: string | null): WrittenDocument {
  const isThere = written !== null
  return {
    status: isThere ? 200 : 404,
    contentType: format.contentType,
    cacheControl: isThere ? `public, max-age=${maxAgeSeconds}` : 'no-cache',
    isFor: 'programs',
    body: Buffer.from(written ?? format.refuse(currentWords()('documents.nothing'))),
  }
}
