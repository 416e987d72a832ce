import type { Pool, PoolClient } from 'pg'

const begins = ['B', 'Q'].map(letter => letter.charCodeAt(0))

/** What goes out over the connection that is taken next, as long as this runs: of each packet how many questions it holds. */
export async function packetsOf(pool: Pool, run: () => Promise<unknown>): Promise<number[]> {
  const packets: number[] = []
  let restore = () => {}
  pool.once('acquire', client => {
    const { stream } = (client as PoolClient).connection
    const { _writev: many, _write: one } = stream
    stream._writev = (chunks, done) => {
      packets.push(chunks.filter(({ chunk }) => begins.includes(chunk[0])).length)
      many?.call(stream, chunks, done)
    }
    stream._write = (chunk, encoding, done) => {
      packets.push(begins.includes(chunk[0]) ? 1 : 0)
      one.call(stream, chunk, encoding, done)
    }
    restore = () => Object.assign(stream, { _writev: many, _write: one })
  })
  await run()
  await new Promise(resolve => setImmediate(resolve))
  restore()
  return packets
}
