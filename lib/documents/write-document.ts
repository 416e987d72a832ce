import { wordsIn } from '#lib/words/words.ts'
import type { DocumentContent, PublicDocument, Sources } from './document.ts'
import { type FoundDocument, findDocument } from './find-document.ts'

/** A document as the page cache keeps it. */
export type WrittenDocument = {
  status: number
  contentType: string
  location?: string
  cacheControl: string
  /** For whom: programs anywhere, or also frames in pages of others; nobody may run it. */
  isFor: 'programs' | 'frames' | 'nobody'
  body: Buffer
}

/** Writes the document of an address that findDocument knows. */
export async function writeDocument(key: string, sources: Sources): Promise<WrittenDocument> {
  const found = findDocument(key)
  if (!found) throw new Error(`There is no document at ${key}.`)
  if (found.is === 'refused') return refuseDocument(found)
  return answerWith(found.document, await found.document.write(found.asked, sources))
}

/** Says in the document's own form that there is none, or what its address says wrongly. Reads nothing. */
export function refuseDocument(found: FoundDocument): WrittenDocument {
  const words = wordsIn('en')
  const { document } = found
  if (found.is === 'asked') return answerWith(document, null)
  const sentence = words('documents.wrongField', { field: found.field })
  return answer(document, 400, document.format.refuse(sentence))
}

/** Says in the document's own form that it is not for everybody; crawlers hear that all of the site is not. Reads nothing. */
export function closeDocument({ document, key }: FoundDocument): WrittenDocument {
  if (key === '/robots.txt') return answer(document, 200, 'User-agent: *\nDisallow: /\n')
  return answer(document, 401, document.format.refuse(wordsIn('en')('documents.closed')))
}

/** Says in the document's own form why it cannot be written now. */
export function failDocument({ document }: FoundDocument, why: Failure): WrittenDocument {
  const sentence = wordsIn('en')(`site.sorry.${why}`)
  return answer(document, why === 'fault' ? 500 : 503, document.format.refuse(sentence))
}

type Failure = 'late' | 'away' | 'busy' | 'fault'

function answerWith(document: PublicDocument, written: DocumentContent): WrittenDocument {
  if (written === null)
    return answer(document, 404, document.format.refuse(wordsIn('en')('documents.nothing')))
  if (typeof written === 'string' || Buffer.isBuffer(written)) return answer(document, 200, written)
  return { ...answer(document, 308, ''), location: written.movedTo }
}

function answer(
  { format, maxAgeSeconds }: PublicDocument,
  status: number,
  body: string | Buffer,
): WrittenDocument {
  return {
    status,
    contentType: format.contentType,
    cacheControl: status === 200 ? `public, max-age=${maxAgeSeconds}` : 'no-cache',
    isFor: format.isLocked ? 'nobody' : format.isFramed ? 'frames' : 'programs',
    body: Buffer.from(body),
  }
}
