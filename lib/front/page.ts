import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import {
  documentSecurity,
  fileSecurity,
  frameSecurity,
  givenSecurity,
  type Head,
  pageSecurity,
} from './security.ts'

/** What Next answered, or a document. */
export type RenderedAnswer = {
  status: number
  contentType: string
  location?: string | undefined
  cacheControl?: string | undefined
  /** For one reader only: nobody may keep it. */
  isPersonal?: boolean
  /** A document: for programs anywhere, also for frames in pages of others, or given by people, so that nobody runs it. */
  isFor?: 'programs' | 'frames' | 'nobody' | undefined
  body: Buffer
}

export type Encoding = 'identity' | 'gzip' | 'br'

/** One way to send a page: its bytes, and both heads as flat lists of names and values, made once. */
type Variant = { bytes: Buffer; etag: string; head: string[]; unchangedHead: string[] }

export type Page = {
  status: number
  renderedAtMs: number
  identity: Variant
  gzip: Variant
  /** Made after the page is published, because a fresh page must not wait for it. */
  br: Variant | null
  byteLength: number
}

/** The smallest form of more than this takes seconds. */
const mostSlowBytes = 256 * 1024

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** Makes a page of an answer, or keeps the one before where it says the same, brotli included, which else follows by addBrotli. */
export async function makePage(
  answer: RenderedAnswer,
  nowMs: number,
  before: Page | null = null,
): Promise<Page> {
  const make = variantMaker(answer)
  const identity = make('identity', answer.body)
  if (before && before.status === answer.status && isSame(before.identity, identity)) {
    before.renderedAtMs = nowMs
    return before
  }
  const zipped = await compressGzip(answer.body, { level: 6 })
  return {
    status: answer.status,
    renderedAtMs: nowMs,
    identity,
    gzip: make('gzip', zipped),
    br: null,
    byteLength: answer.body.length + zipped.length,
  }
}

/**
 * Adds the brotli bytes: about 15 % smaller than gzip, and slower to make. A file stays the same until the next build, so it
 * is worth the tenth of a second that the smallest form takes.
 */
export async function addBrotli(page: Page, answer: RenderedAnswer): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: isFile(answer) ? 11 : 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: answer.body.length,
  }
  const bytes = await compressBrotli(answer.body, { params })
  page.br = variantMaker(answer)('br', bytes)
  page.byteLength += bytes.length
}

function variantMaker(answer: RenderedAnswer): (encoding: Encoding, bytes: Buffer) => Variant {
  const hash = createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)
  return (encoding, bytes) => {
    const etag = `"${hash}-${encoding}"`
    const common = [
      'ETag',
      etag,
      'Vary',
      'Accept-Encoding',
      // Readers ask each time whether the page is still the same: trouble must not hide in a browser's cache.
      'Cache-Control',
      answer.isPersonal ? 'private, no-store' : (!isPage(answer) && answer.cacheControl) || 'no-cache',
      ...securityOf(answer),
    ]
    const head = [...common, 'Content-Type', answer.contentType, 'Content-Length', String(bytes.length)]
    if (encoding !== 'identity') head.push('Content-Encoding', encoding)
    if (answer.location) head.push('Location', answer.location)
    return { bytes, etag, head, unchangedHead: common }
  }
}

/** The head names the hash of the bytes. */
function isSame(one: Variant, other: Variant): boolean {
  return one.head.join('\n') === other.head.join('\n')
}

function isFile({ contentType, isFor, body }: RenderedAnswer): boolean {
  return !isFor && !contentType.startsWith('text/html') && body.length <= mostSlowBytes
}

function isPage({ contentType, isFor }: RenderedAnswer): boolean {
  return contentType.startsWith('text/html') && !isFor
}

const documentHeads = { programs: documentSecurity, frames: frameSecurity, nobody: givenSecurity }

function securityOf(answer: RenderedAnswer): Head {
  if (answer.isFor) return documentHeads[answer.isFor]
  return isPage(answer) ? pageSecurity : fileSecurity
}

/** The smallest variant that the reader accepts and that is there. */
export function variantFor(page: Page, acceptEncoding: string | undefined): Variant {
  const accepted = encodingsOf(acceptEncoding ?? '')
  if (accepted.br && page.br) return page.br
  return accepted.gzip ? page.gzip : page.identity
}

type Accepted = { br: boolean; gzip: boolean }
const known = new Map<string, Accepted>()
const mostKnown = 200

/** Browsers send a handful of different values, so each is read once. */
function encodingsOf(header: string): Accepted {
  const found = known.get(header)
  if (found) return found
  const accepts = (name: string) =>
    new RegExp(`(^|[\\s,])(${name}|\\*)(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))\\s*(;|,|$)`, 'i').test(header)
  const accepted = { br: accepts('br'), gzip: accepts('gzip') }
  if (known.size < mostKnown) known.set(header, accepted)
  return accepted
}
