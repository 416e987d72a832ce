import { and, eq } from 'drizzle-orm'
import { findings } from '#db/schema/agents/finding.ts'
import { alerts } from '#db/schema/alert.ts'

/** The finding is the one that an episode speaks of. */
export const isFindingOfAlert = and(
  eq(findings.sourceId, alerts.sourceId),
  eq(findings.serverId, alerts.serverId),
  eq(findings.fingerprint, alerts.fingerprint),
)
