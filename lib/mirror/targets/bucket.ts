import type { S3Client } from '@aws-sdk/client-s3'
import { isEntry } from '#lib/mirror/addresses.ts'
import { type CopiedFile, isAsset } from '#lib/mirror/copied-file.ts'
import type { CopyTarget } from '#lib/mirror/target.ts'
import { inTurns } from './in-turns.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** url: s3://bucket/prefix. endpoint: of a store that is not Amazon's; null: Amazon's own. */
export type BucketPlace = { url: string; endpoint: string | null; region: string }

/** A store that does not answer by then does not answer. */
const longestMs = 10_000

/**
 * A copy in a bucket, each address an object of that name. A bucket has no change of many objects at once, so the order stands
 * in for it: files that pages show, pages, then where readers begin, and at last what is gone is removed.
 */
export function openBucket({ url, endpoint, region }: BucketPlace): CopyTarget {
  const { hostname: Bucket, pathname } = new URL(url)
  const prefix = pathname.replace(/^\/|\/$/g, '').replace(/.$/, last => `${last}/`)
  const keyOf = (address: string) => prefix + (address === '/' ? 'index.html' : address.slice(1))
  let opened: { s3: Sdk; client: S3Client } | null = null
  let last: CopiedFile[] = []
  let gone: string[] = []

  async function open() {
    // Loaded only where there is such a copy: nobody else needs the client.
    const s3 = await import('@aws-sdk/client-s3')
    opened ??= { s3, client: clientOf(s3, endpoint, region) }
    return opened
  }

  async function putAll(files: readonly CopiedFile[]): Promise<void> {
    const { s3, client } = await open()
    await inTurns(files, async file => {
      await client.send(new s3.PutObjectCommand({ Bucket, Key: keyOf(file.address), ...objectOf(file) }))
    })
  }

  return {
    name: url,
    lock: `bucket ${endpoint ?? ''} ${url}`,
    async begin() {
      last = []
      gone = []
      const { s3, client } = await open()
      const addresses: string[] = []
      const pages = s3.paginateListObjectsV2({ client }, { Bucket, Prefix: prefix })
      for await (const { Contents = [] } of pages)
        for (const { Key = '' } of Contents) addresses.push(addressOf(Key.slice(prefix.length)))
      return addresses.includes('/') ? addresses : null
    },
    async stage({ put, remove }) {
      await putAll(put.filter(({ address }) => isAsset(address)))
      await putAll(put.filter(({ address }) => !isAsset(address) && !isEntry(address)))
      last.push(...put.filter(({ address }) => isEntry(address)))
      gone.push(...remove)
    },
    async publish() {
      const { s3, client } = await open()
      await putAll(last)
      await inTurns(gone, async address => {
        await client.send(new s3.DeleteObjectCommand({ Bucket, Key: keyOf(address) }))
      })
      last = []
      gone = []
    },
    close: () => opened?.client.destroy(),
  }
}

/** Other stores have their buckets below a path, and know fewer of the sums. */
function clientOf(s3: Sdk, endpoint: string | null, region: string): S3Client {
  return new s3.S3Client({
    region,
    forcePathStyle: endpoint !== null,
    endpoint: endpoint ?? undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout: longestMs, requestTimeout: longestMs },
  })
}

function addressOf(name: string): string {
  return name === 'index.html' ? '/' : `/${name}`
}

/** A bucket gives each reader the same bytes: pages and styles are zipped, which every browser reads, and the rest is plain. */
function objectOf({ address, contentType, body, gzip }: CopiedFile) {
  const isZipped = gzip !== null && /^text\/(html|css|javascript)/.test(contentType)
  return {
    Body: isZipped ? gzip : body,
    ContentEncoding: isZipped ? 'gzip' : undefined,
    ContentType: contentType,
    CacheControl: isAsset(address) ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}
