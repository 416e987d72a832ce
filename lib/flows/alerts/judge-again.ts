import type { Transaction } from '#db/client.ts'
import { readUnmatchedNames, readWaitingLines, type WaitingLine } from '#db/reads/alerts/unmatched.ts'
import { appendLines, type NewLine, placeUnmatched } from '#db/writes/alerts/alert-log.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { identityMoved } from '#lib/alerts/item/identity.ts'
import { maySpeakFor } from '#lib/rules/alerts/server-match.ts'
import { boundTo } from '#lib/rules/sources/source.ts'
import { inboxSince } from './list-unmatched.ts'

type Server = { id: string; hostname: string }

/**
 * Appends what still fires under these names, each in normal form, as new lines about the server that has it now, for the
 * decider. Returns how many it may decide.
 */
export async function judgeAgain(
  tx: Transaction,
  named: ReadonlyMap<string, Server>,
  now: Date,
): Promise<number> {
  const since = inboxSince(now)
  const serverOf = (host: string | null) => named.get(host === null ? '' : (normaliseHost(host) ?? host))
  const hosts = (await readUnmatchedNames(tx, since)).flatMap(({ host }) =>
    host !== null && serverOf(host) ? [host] : [],
  )
  const waiting = await readWaitingLines(tx, hosts, since)
  const lines = waiting.flatMap(line => {
    const server = serverOf(line.line.host)
    return server ? [lineAbout(server, line, now)] : []
  })
  await placeUnmatched(
    tx,
    hosts.flatMap(host => {
      const serverId = serverOf(host)?.id
      return serverId ? [{ host, serverId }] : []
    }),
  )
  await appendLines(tx, lines)
  return lines.filter(line => line.result === 'accepted').length
}

function lineAbout(server: Server, { line, beganAt, source }: WaitingLine, now: Date): NewLine {
  const { sequence: _, ...said } = line
  const placed = { serverId: server.id, fingerprint: fingerprintOn(line, server.id), isNamedByHost: false }
  const again = { ...said, ...placed, startsAt: beganAt, receivedAt: now }
  if (maySpeakFor(boundTo(source), server.id))
    return { ...again, result: 'accepted', reason: null, decidedAt: null }
  const reason = `This token may not speak for ${server.hostname}.`
  return { ...again, result: 'rejected', reason, decidedAt: now }
}

function fingerprintOn({ fingerprint, host, isNamedByHost }: WaitingLine['line'], serverId: string) {
  if (!isNamedByHost || fingerprint === null || host === null) return fingerprint
  return identityMoved(fingerprint, host, serverId)
}
