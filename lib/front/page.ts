import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'
import { acceptedEncodings } from './caching/accepted-encodings.ts'
import { forSharedCaches, forThisReader, surrogateHead } from './caching/shared-caches.ts'
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
  /** What of the request decides whether there is this answer or another, beside the encoding. */
  varies?: string
  /** For one reader only: nobody may keep it. */
  isPersonal?: boolean
  /** A document: for programs anywhere, also for frames in pages of others, or given by people, so that nobody runs it. */
  isFor?: 'programs' | 'frames' | 'nobody' | undefined
  body: Buffer
}

export type Encoding = 'identity' | 'gzip' | 'br'

/** The heads of an answer as flat lists of names and values, made once: with its bytes, and where the reader has them. */
type Heads = { head: string[]; unchangedHead: string[] }

/** One way to send a page. shared: its heads at the one address under which caches between us and the reader may keep it. */
type Variant = Heads & { bytes: Buffer; etag: string; shared: Heads }

export type Page = {
  status: number
  renderedAtMs: number
  /** Since when it says this, in seconds, as far as a date can tell it from what it said before. */
  changedAt: ChangedAt
  /** All that its heads say but when. */
  sort: string
  /** Whether a cache in front may keep it for a moment only, and not for as long as its address lasts. */
  isBrief: boolean
  identity: Variant
  gzip: Variant
  /** Made after the page is published, because a fresh page must not wait for it. */
  br: Variant | null
  /** The variant of brotli bytes. */
  makeSmaller: (bytes: Buffer) => Variant
  byteLength: number
}

/** stamp: as a header; null: it said something else within the same second, and a date would call both the same. */
type ChangedAt = { second: number; stamp: string | null }

/** The smallest form of more than this takes seconds. */
const mostSlowBytes = 256 * 1024

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** To hand so little to another thread and to hear of it takes as long as to do it: a fifth of a millisecond. */
const mostAtOnceBytes = 32 * 1024

function smaller(body: Buffer): Buffer | Promise<Buffer> {
  const options = { level: 6 }
  return body.length <= mostAtOnceBytes ? gzipSync(body, options) : compressGzip(body, options)
}

/**
 * Makes a page of an answer, or keeps the one before where it says the same, brotli included, which else follows by addBrotli.
 * path: the page that it changes with; null: nothing changes it.
 */
export async function makePage(
  answer: RenderedAnswer,
  nowMs: number,
  before: Page | null = null,
  path: string | null = null,
): Promise<Page> {
  const hash = createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)
  const sort = [
    answer.status,
    hash,
    answer.contentType,
    answer.location,
    ...headsOf(answer, path).flat(),
  ].join('\n')
  if (before?.sort === sort) {
    before.renderedAtMs = nowMs
    return before
  }
  const changedAt = changeAt(nowMs, before)
  const make = variantMaker(answer, path, hash, changedAt.stamp)
  const identity = make('identity', answer.body)
  const zipped = exactly(await smaller(answer.body))
  return {
    status: answer.status,
    renderedAtMs: nowMs,
    changedAt,
    sort,
    isBrief: identity.shared.head.some(value => value.includes('s-maxage=')),
    identity,
    gzip: make('gzip', zipped),
    br: null,
    makeSmaller: bytes => make('br', bytes),
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
  const bytes = exactly(await compressBrotli(answer.body, { params }))
  page.br = page.makeSmaller(bytes)
  page.byteLength += bytes.length
}

/** A compressor gives a part of a piece of 16 KiB, all of which would stay as long as the page. */
function exactly(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

/** A date tells no two answers of one second apart, so the later one has none. */
function changeAt(nowMs: number, before: Page | null): ChangedAt {
  const second = Math.floor(nowMs / 1000)
  const isTold = second === before?.changedAt.second
  return { second, stamp: isTold ? null : new Date(second * 1000).toUTCString() }
}

/** What answers say of how they may be kept and used: under any address, and under their own. */
function headsOf(answer: RenderedAnswer, path: string | null): [forOne: string[], forAll: string[]] {
  const { status, isPersonal, cacheControl } = answer
  const own = isPage(answer) ? undefined : cacheControl
  const varies = answer.varies ? `Accept-Encoding, ${answer.varies}` : 'Accept-Encoding'
  const common = ['Vary', varies, ...securityOf(answer)]
  const kept = isPersonal ? 'private, no-store' : forThisReader(own)
  const forOne = ['Cache-Control', kept, ...common]
  if (status !== 200 || isPersonal) return [forOne, forOne]
  return [forOne, ['Cache-Control', forSharedCaches(own), ...common, ...surrogateHead(path)]]
}

function variantMaker(
  answer: RenderedAnswer,
  path: string | null,
  hash: string,
  stamp: string | null,
): (encoding: Encoding, bytes: Buffer) => Variant {
  const [forOne, forAll] = headsOf(answer, path)
  return (encoding, bytes) => {
    const etag = `"${hash}-${encoding}"`
    const known = ['ETag', etag, ...(stamp === null || answer.isPersonal ? [] : ['Last-Modified', stamp])]
    const body = ['Content-Type', answer.contentType, 'Content-Length', String(bytes.length)]
    if (encoding !== 'identity') body.push('Content-Encoding', encoding)
    if (answer.location) body.push('Location', answer.location)
    const heads = (kept: string[]): Heads => {
      const unchangedHead = [...known, ...kept]
      return { head: [...unchangedHead, ...body], unchangedHead }
    }
    return { bytes, etag, shared: heads(forAll), ...heads(forOne) }
  }
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
  const accepted = acceptedEncodings(acceptEncoding ?? '')
  if (accepted.br && page.br) return page.br
  return accepted.gzip ? page.gzip : page.identity
}
