import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the provider treats one request. */
export type Fault =
  | { answer: number; headers?: Record<string, string>; body?: unknown }
  /** Breaks the connection after the request was read. */
  | 'drop'
  /** Does not answer until it is closed. */
  | 'hold'

export type TakenPost = { path: string; headers: IncomingHttpHeaders; body: Buffer }

/** A local server that stands for any service that takes a POST, and remembers what it got. */
export type ChannelProvider = {
  url: string
  port: number
  /** Every request that arrived. */
  posts: TakenPost[]
  /** What the next requests get, in this order; then it answers 200 again. */
  next(...faults: Fault[]): void
  close(): Promise<void>
}

export async function startChannelProvider(): Promise<ChannelProvider> {
  const faults: Fault[] = []
  const posts: TakenPost[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    posts.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
    const fault = faults.shift() ?? { answer: 200 }
    if (fault === 'hold') return
    if (fault === 'drop') return void response.destroy()
    response.writeHead(fault.answer, { 'content-type': 'application/json', ...fault.headers })
    response.end(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    posts,
    next: (...list) => void faults.push(...list),
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
