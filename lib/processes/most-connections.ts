import { readFileSync } from 'node:fs'

/** What stays free for the database, files and what is sent: a process without any could do nothing for anybody. */
const reserved = 500

/**
 * How many connections a process may hold, so that some of the files that the system lets it open are left. Infinity: the
 * system does not say.
 */
export function mostConnections(limits: () => string = readLimits): number {
  const [, files] = /^Max open files\s+(\d+)/m.exec(limits()) ?? []
  if (files === undefined) return Number.POSITIVE_INFINITY
  return Number(files) - Math.min(reserved, Math.ceil(Number(files) / 4))
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}
