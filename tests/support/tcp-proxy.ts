import { connect, createServer, type Server, type Socket } from 'node:net'

/** How a proxy treats what goes through it. swallow: takes all and hands nothing on. slow: holds each piece back. */
type Mood = 'open' | 'swallow' | 'refuse' | 'slow'

/** Stands between the product and its PostgreSQL, and may misbehave as a network or a machine does. */
type TcpProxy = {
  port: number
  /** refuse: cuts off what is connected, too. */
  turn(mood: Mood): Promise<void>
  close(): Promise<void>
}

/** to: a socket's path, or a host and a port. slowMs: how long each piece is held back, each way. */
async function startProxy(
  to: { path: string } | { host: string; port: number },
  slowMs = 0,
): Promise<TcpProxy> {
  let mood: Mood = 'open'
  const pairs = new Set<[Socket, Socket]>()
  const server = createServer(near => {
    const far = connect(to)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, into] of [pair, [far, near]] as const) {
      const handOn = inOrder(piece => into.writable && into.write(piece))
      from.on('data', piece => {
        if (mood !== 'swallow') handOn(piece, mood === 'slow' ? slowMs : 0)
      })
      from.on('error', () => {})
      from.once('close', () => {
        into.destroy()
        pairs.delete(pair)
      })
    }
  })
  await listen(server, 0)
  const { port } = server.address() as { port: number }
  const cutAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    port,
    async turn(next) {
      const before = mood
      mood = next
      // What it has swallowed is missing in the middle of what follows.
      if (next === 'refuse' || (before === 'swallow' && next !== 'swallow')) cutAll()
      if (next === 'refuse') await new Promise(resolve => server.close(resolve))
      else if (before === 'refuse') await listen(server, port)
    },
    async close() {
      cutAll()
      if (server.listening) await new Promise(resolve => server.close(resolve))
    },
  }
}

/** No piece overtakes one that is still held back: what is no stream any more is nothing that a network does. */
function inOrder(write: (piece: Buffer) => void): (piece: Buffer, afterMs: number) => void {
  const held: Buffer[] = []
  return (piece, afterMs) => {
    if (afterMs === 0 && held.length === 0) return write(piece)
    held.push(piece)
    setTimeout(() => {
      // One that is due takes with it whatever came before it and is still held.
      for (const each of held.splice(0, held.indexOf(piece) + 1)) write(each)
    }, afterMs)
  }
}

/** Stands before the PostgreSQL of a test run. Returns the address by which it is reached. */
export async function startProxyTo(
  connectionString: string,
  slowMs: number,
): Promise<TcpProxy & { address: string }> {
  const url = new URL(connectionString)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  const proxy = await startProxy(
    folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port },
    slowMs,
  )
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${proxy.port}`
  return { ...proxy, address: url.href }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
}
