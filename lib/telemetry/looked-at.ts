import type { Looked } from './metrics.ts'

type Connections = { totalCount: number; idleCount: number; waitingCount: number }

/** What is looked at when somebody asks for metrics. */
export function lookedAt(
  pool: Connections,
  { liveReaders, pages }: Pick<Looked, 'liveReaders' | 'pages'>,
  readQueues: Looked['readQueues'],
): Looked {
  const connections = () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })
  return { liveReaders, pages, pool: connections, readQueues }
}
