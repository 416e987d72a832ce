import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Kept = { bytes: Buffer; type: string; encoding: string | undefined; cacheControl: string | undefined }

/** As much of S3 as a copy needs, on the loopback: objects are put, listed and deleted. Signatures are not proven. */
export async function startBucket() {
  const objects = new Map<string, Kept>()
  const log: string[] = []
  const state = { answers: 0 }
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bucket')
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
    if (state.answers > 0)
      return void response.writeHead(state.answers).end('<Error><Code>SlowDown</Code></Error>')
    if (request.method === 'GET') return void response.end(listOf(objects, searchParams))
    log.push(`${request.method} ${key}`)
    if (request.method === 'DELETE') objects.delete(key)
    else objects.set(key, keptOf(request, body))
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { ETag: '"1"' }).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    log,
    state,
    stop: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    },
  }
}

function keptOf({ headers }: IncomingMessage, bytes: Buffer): Kept {
  return {
    bytes,
    type: headers['content-type'] ?? '',
    encoding: headers['content-encoding'],
    cacheControl: headers['cache-control'],
  }
}

/** The body that was meant: a client may send it in signed pieces, each after a line with its length. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const sent = await buffer(request)
  if (!request.headers['content-encoding']?.includes('aws-chunked')) return sent
  const pieces: Buffer[] = []
  for (let at = 0; at < sent.length; ) {
    const end = sent.indexOf('\r\n', at)
    const length = Number.parseInt(sent.subarray(at, end).toString('latin1'), 16)
    if (!length) break
    pieces.push(sent.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
  return Buffer.concat(pieces)
}

/** Two at a time, so that whoever lists has to ask for more. */
function listOf(objects: ReadonlyMap<string, Kept>, asked: URLSearchParams): string {
  const after = asked.get('continuation-token') ?? ''
  const keys = [...objects.keys()]
    .filter(key => key.startsWith(asked.get('prefix') ?? '') && key > after)
    .sort()
  const shown = keys.slice(0, 2)
  const next = keys.length > 2 ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : ''
  const contents = shown.map(key => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${contents}</ListBucketResult>`
}
