import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ProductServer = { address: string; asked: string[]; close: () => void }

/** Plays another product on this machine. answer: of each request, by its path with its query. */
export async function productServer(
  answer: (path: string, request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<ProductServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const body = answer(path, request, response)
    if (response.writableEnded) return
    if (body === undefined) response.statusCode = 404
    response.end(body === undefined ? '{}' : JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}
