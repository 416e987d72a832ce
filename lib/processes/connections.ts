/** How each of several processes shares out what PostgreSQL allows in all, 100 by default, one more being there while each is replaced. */
export function connectionsOf(processes: number): { pool: number; jobs: number } {
  if (processes <= 4) return { pool: 10, jobs: 5 }
  return { pool: 5, jobs: 3 }
}

/** Connections to the mail server of each of these processes, of what all may have. */
export function mailConnectionsOf(processes: number, all: number): number {
  return Math.max(1, Math.floor(all / processes))
}
