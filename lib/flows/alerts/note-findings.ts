import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { endFindings, keepFindings, type NewFinding } from '#db/writes/agents/findings.ts'
import type { NewLine } from '#db/writes/alerts/alert-log.ts'
import { timeOrNull } from '#lib/alerts/fields/time.ts'
import { evidenceOf, type FindingOwner, findingKey } from '#lib/rules/agents/finding.ts'
import { earliest } from '#lib/rules/time/time.ts'

/** A line of the alert log that speaks of a finding. */
type FindingLine = FindingOwner & { line: NewLine; receivedAt: Date }

/**
 * Keeps the findings that lines of the alert log speak of: what fires with its evidence, what ends as gone; of one finding
 * the last line counts.
 */
export async function noteFindings(tx: Transaction, lines: readonly NewLine[], now: Date): Promise<void> {
  const last = new Map(
    lines.flatMap(line => findingIn(line, now) ?? []).map(said => [findingKey(said), said]),
  )
  const said = [...last.values()]
  const firing = said.filter(({ line }) => line.state === 'firing')
  await keepFindings(tx, firing.map(rowOf))
  const ended = said.filter(({ line }) => line.state === 'resolved')
  await endFindings(
    tx,
    ended.map(({ line, receivedAt, sourceId, serverId, fingerprint }) => {
      return { sourceId, serverId, fingerprint, goneAt: line.endsAt ?? receivedAt }
    }),
  )
}

/** Whether a line may speak of a finding, by its kind alone. */
export function mayBeFinding({ kind }: Pick<NewLine, 'kind'>): boolean {
  return kind === 'suspicious-file'
}

function findingIn(line: NewLine, now: Date): FindingLine | null {
  const { sourceId, serverId, fingerprint, result, isTest, receivedAt = now } = line
  const isFinding = mayBeFinding(line) && result === 'accepted' && !isTest
  return isFinding && serverId && fingerprint ? { sourceId, serverId, fingerprint, receivedAt, line } : null
}

function rowOf({ line, receivedAt, sourceId, serverId, fingerprint }: FindingLine): NewFinding {
  const { severity, summary, labels, details, startsAt } = line
  const saidAt = timeOrNull(labels?.firstSeen) ?? startsAt ?? receivedAt
  return {
    ...evidenceOf(labels ?? {}),
    sourceId,
    serverId,
    fingerprint,
    id: newId(),
    severity: severity ?? 'warning',
    summary: summary ?? '',
    details: details ?? null,
    firstSeenAt: earliest([saidAt, receivedAt]) ?? receivedAt,
    lastSeenAt: receivedAt,
    goneAt: null,
  }
}
