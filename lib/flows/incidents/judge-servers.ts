import type { Database, Transaction } from '#db/client.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { insertNoted, touchIncident, writeJudgement, writeWell } from '#db/writes/incidents/judged.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { describeChange } from '#lib/rules/decision/timeline.ts'
import type { Affected } from '#lib/rules/incidents/incident.ts'
import { type JudgedImpact, overruledBy } from '#lib/rules/incidents/judgement.ts'
import { compareImpact } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'

/** What a server of an incident is in; operational: it is well. */
export type IncidentImpact = JudgedImpact | 'operational'

export type ServerJudgement = {
  serverId: string
  impact: IncidentImpact
  /** What the person saw that it is in; null: it was not part of the incident. */
  seen: string | null
}

export type Judgements = {
  postId: string
  staffId: string
  judgements: readonly ServerJudgement[]
  /** Customers of these servers hear of what got worse. An end is told to who heard of the trouble, always. */
  isTold: boolean
}

/**
 * Adds servers to an open incident, takes some out of it, and says what others are in: that holds, whatever the alerts of
 * now say. over: the incident is, or it is not public; changed-meanwhile: a server is in something else than the person
 * saw, and nothing was changed; nothing: there is nothing to change.
 */
export async function judgeServers(
  db: Database,
  { postId, staffId, judgements, isTold }: Judgements,
  now: Date,
): Promise<'done' | 'over' | 'changed-meanwhile' | 'nothing'> {
  const wanted = judgements.filter(({ impact, seen }) => impact !== seen)
  if (wanted.length === 0) return 'nothing'
  const facts = { judgements: wanted, isTold }
  const act = { postId, staffId, action: 'judge-servers' as const, facts }
  return changePost<'over' | 'changed-meanwhile'>(db, act, now, async tx => {
    const before = await readIncident(tx, postId)
    if (!before) return 'over'
    const rows = new Map(before.servers.map(row => [row.serverId, row]))
    if (!wanted.every(({ serverId, seen }) => impactNow(rows.get(serverId)) === seen))
      return 'changed-meanwhile'
    const { hostnames } = await readShown(tx, postId)
    const tellFrom = later(now, (await readPolicy(tx)).takeBackSeconds)
    if (!(await touchIncident(tx, postId, { staffId, tellFrom }, now))) return 'over'
    for (const judgement of wanted)
      await judge(tx, postId, judgement, rows.get(judgement.serverId), isTold, now)
    await noteChange(tx, before, now)
    const shown = await readShown(tx, postId)
    return { slug: shown.slug, hostnames: [...new Set([...hostnames, ...shown.hostnames])] }
  })
}

/** What a server of an incident counts as; null: it is not part of it. */
export function impactNow(row: Affected | undefined): string | null {
  if (!row) return null
  return row.endedAt || row.clearedAt ? 'operational' : row.impact
}

async function judge(
  tx: Transaction,
  postId: string,
  { serverId, impact }: ServerJudgement,
  row: Affected | undefined,
  isTold: boolean,
  now: Date,
): Promise<void> {
  const judgedOver = row ? overruledBy(row) : null
  if (impact === 'operational')
    return judgedOver ? writeWell(tx, postId, { serverId, judgedOver }, now) : undefined
  // A check stays one while it makes things slow; what is worse is trouble of its own.
  const isCheck = row?.cause === 'suspicious-file' && compareImpact(impact, row.impact) <= 0
  const cause = isCheck ? row.cause : null
  await writeJudgement(tx, postId, { serverId, impact, isTold, cause, judgedOver }, now)
}

async function noteChange(tx: Transaction, before: DeskIncident, now: Date): Promise<void> {
  const after = await readIncident(tx, before.id)
  if (!after) return
  const ids = [...before.servers, ...after.servers].map(row => row.serverId)
  const labels = new Map((await readServersById(tx, [...new Set(ids)])).map(({ id, label }) => [id, label]))
  await insertNoted(tx, before.id, describeChange(before, after, labels), now)
}
