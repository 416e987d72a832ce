import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** One file of the copy. address: as readers ask for it, "/servers/web07". */
export type CopiedFile = {
  address: string
  contentType: string
  body: Buffer
  /** null: it is not worth it. */
  gzip: Buffer | null
  br: Buffer | null
}

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** A smaller one goes in one packet anyway. */
const leastBytes = 600
/** Above, the smallest form takes seconds. */
const mostSlowBytes = 256 * 1024

export async function compressFile(address: string, contentType: string, body: Buffer): Promise<CopiedFile> {
  if (body.length < leastBytes || !isText(contentType)) {
    return { address, contentType, body, gzip: null, br: null }
  }
  // A file that never changes under its name is compressed once.
  const quality = isAsset(address) && body.length <= mostSlowBytes ? 11 : 5
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  const [zipped, br] = await Promise.all([compressGzip(body, { level: 6 }), compressBrotli(body, { params })])
  return { address, contentType, body, gzip: zipped, br }
}

/** A built file, or one that staff gave: it never changes under its name. */
export function isAsset(address: string): boolean {
  return address.startsWith('/_next/') || address.startsWith('/brand/')
}

function isText(contentType: string): boolean {
  return /^text\/|json|xml|javascript|svg/.test(contentType)
}

/** The path of a file below the copy: pages, whose addresses have no ending, get one. */
export function fileName({ address, contentType }: Pick<CopiedFile, 'address' | 'contentType'>): string {
  if (address === '/') return 'index.html'
  const plain = address.slice(1)
  if (plain.split('/').some(part => part === '' || part === '.' || part === '..' || part.includes('\0')))
    throw new Error('This is no address of a file.')
  return contentType.startsWith('text/html') && !plain.endsWith('.html') ? `${plain}.html` : plain
}
