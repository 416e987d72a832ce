import type { Database, Transaction } from '#db/client.ts'
import { readUnmatchedNames, readWaitingLines, type WaitingLine } from '#db/reads/alerts/unmatched.ts'
import { appendLines, type NewLine } from '#db/writes/alerts/alert-log.ts'
import { lockServers, readNameHolder } from '#db/writes/servers/servers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { identityMoved } from '#lib/alerts/identity.ts'
import { announcePages, pagesOf } from '#lib/flows/posts/refresh-pages.ts'
import { maySpeakFor } from '#lib/rules/alerts/server-match.ts'
import { boundTo } from '#lib/rules/sources/source.ts'
import { getShared } from '#lib/shared.ts'
import { inboxSince } from './list-unmatched.ts'

/** What a person does about a name that no server had. */
export type Naming = {
  /** In normal form. */
  name: string
  staffId: string
  action: 'add-server' | 'add-alias'
}

type Server = { id: string; hostname: string }

/** The server that has the name now, and how many waiting alerts are judged again because of it. */
export type NamingResult = { hostname: string; judgedAgain: number }

/**
 * Gives a server a name, alone with the names of all servers, and appends what waited under it to the alert log again.
 * The public pages show the server when this returns, and the decision follows by itself.
 * Returns null when a server is called so already, or write has found nothing to change.
 */
export async function nameServer(
  db: Database,
  { name, staffId, action }: Naming,
  now: Date,
  write: (tx: Transaction) => Promise<Server | null>,
): Promise<NamingResult | null> {
  const named = await db.transaction(async tx => {
    await lockServers(tx)
    if (await readNameHolder(tx, name)) return null
    const server = await write(tx)
    if (!server) return null
    const judgedAgain = await judgeAgain(tx, name, server, now)
    const facts = { name, judgedAgain }
    await writeAudit(tx, { at: now, staffId, action, subject: `server ${server.id}`, facts })
    // The new name leads to the page too, and is known as such at once.
    const change = await announcePages(tx, pagesOf([], [...new Set([server.hostname, name])]))
    return { change, hostname: server.hostname, judgedAgain }
  })
  if (!named) return null
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(named.change)
  return { hostname: named.hostname, judgedAgain: named.judgedAgain }
}

/** Appends what still fires under the name as new lines, for the decider. Returns how many it may decide. */
async function judgeAgain(tx: Transaction, name: string, server: Server, now: Date): Promise<number> {
  const since = inboxSince(now)
  const hosts = (await readUnmatchedNames(tx, since)).flatMap(({ host }) => (host === null ? [] : [host]))
  const same = hosts.filter(host => normaliseHost(host) === name)
  const waiting = await readWaitingLines(tx, same, since)
  const lines = waiting.map(({ line, beganAt, source }): NewLine => {
    const { sequence: _, ...said } = line
    const placed = { serverId: server.id, fingerprint: fingerprintOn(line, server.id), isNamedByHost: false }
    const again = { ...said, ...placed, startsAt: beganAt, receivedAt: now }
    if (maySpeakFor(boundTo(source), server.id))
      return { ...again, result: 'accepted', reason: null, decidedAt: null }
    const reason = `This token may not speak for ${server.hostname}.`
    return { ...again, result: 'rejected', reason, decidedAt: now }
  })
  await appendLines(tx, lines)
  return lines.filter(line => line.result === 'accepted').length
}

function fingerprintOn({ fingerprint, host, isNamedByHost }: WaitingLine['line'], serverId: string) {
  if (!isNamedByHost || fingerprint === null || host === null) return fingerprint
  return identityMoved(fingerprint, host, serverId)
}
