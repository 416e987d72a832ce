import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Product } from '#tests/support/product.ts'

/** The kernel counts a process's time in hundredths of a second. */
const msPerTick = 10

/** CPU time that a product and its own PostgreSQL have used so far, ms. */
export type Used = { productMs: number; databaseMs: number }

export function usedBy(product: Product): Used {
  return { productMs: usedMs(product.pid()).own, databaseMs: databaseMs(product.dataDir) }
}

/** Of the private PostgreSQL: of its server, of those it has started, and of those of them that have ended. */
function databaseMs(dataDir: string): number {
  const server = Number(
    readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n', 1)[0],
  )
  const { own, ended } = usedMs(server)
  const started = readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0)
    .map(pid => usedMs(pid))
    .filter(({ parent }) => parent === server)
  return started.reduce((sum, each) => sum + each.own, own + ended)
}

function usedMs(pid: number): { parent: number; own: number; ended: number } {
  const line = read(`/proc/${pid}/stat`)
  // Its name stands in brackets, and may hold blanks.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const ticks = (at: number) => Number(fields[at] ?? 0)
  const [own, ended] = [ticks(11) + ticks(12), ticks(13) + ticks(14)]
  return { parent: ticks(1), own: own * msPerTick, ended: ended * msPerTick }
}

/** Nothing, of what has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
