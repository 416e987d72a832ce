import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { toldLately } from '#app/_components/desk/incident/people.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readOpenIncidents } from '#db/reads/incidents/desk-incidents.ts'
import { readTroubleReach } from '#db/reads/notices/reach.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import type { Desk } from '#lib/identity/session.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { causeOfJudged, type JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { listInWords } from '#lib/words/list.ts'
import { conditionLabel, nameServers } from '#lib/words/servers.ts'

export type ChosenImpact = { id: string; label: string; impact: JudgedImpact }

/** Servers as they were typed, with what they are in; or what is wrong with them. */
export function readServersIn(
  names: string,
  impact: JudgedImpact,
  { servers }: Targets,
): { servers: ChosenImpact[] } | { problem: string } {
  const typed = names.split(/[\s,]+/).filter(name => name !== '')
  const unknown = typed.find(name => !chosenServer(name, servers))
  if (unknown !== undefined)
    return {
      problem: staffWords('deskIncidents.questions.unknownServer', { unknown }),
    }
  const chosen = typed.flatMap(name => chosenServer(name, servers) ?? [])
  return { servers: withImpact(chosen, impact) }
}

/** All servers of a group, with what they are in; none where no group is meant. */
export function serversOfGroup(
  groupId: string | null,
  impact: JudgedImpact,
  { servers }: Targets,
): ChosenImpact[] {
  return withImpact(groupId === null ? [] : servers.filter(server => server.groupId === groupId), impact)
}

/** Each server once: what is said of it last counts. */
export function eachOnce(servers: readonly ChosenImpact[]): ChosenImpact[] {
  return [...new Map(servers.map(server => [server.id, server])).values()]
}

function withImpact(servers: readonly { id: string; label: string }[], impact: JudgedImpact): ChosenImpact[] {
  return servers.map(({ id, label }) => ({ id, label, impact }))
}

/**
 * Asks whether people are to be told that these servers are in trouble. Returns null when nobody would be told, so that there is
 * nothing to ask.
 */
export async function askOfTrouble(
  db: Desk['db'],
  servers: readonly ChosenImpact[],
  now: Date,
): Promise<FormQuestion | null> {
  const reach = await readTroubleReach(
    db,
    servers.map(server => factOf(server, now)),
    now,
  )
  if (reach.count === 0) return null
  return {
    count: reach.count,
    sentence: staffWords('deskIncidents.questions.ask', {
      servers: servers.length,
      count: reach.count,
      subject: subjectOf(servers),
      said: saidOf(servers),
      lately: toldLately(reach),
    }),
    yes: staffWords('deskIncidents.questions.yes', { count: reach.count }),
  }
}

/**
 * Asks before an incident is declared whether people are to be told, and whether it is not known already. Returns null when
 * there is nothing to ask.
 */
export async function askToDeclare(
  db: Desk['db'],
  servers: readonly ChosenImpact[],
  isTold: boolean,
  now: Date,
): Promise<FormQuestion | null> {
  const ids = new Set(servers.map(({ id }) => id))
  const known = (await readOpenIncidents(db)).find(
    ({ visibility, affected }) =>
      visibility === 'published' && affected.some(row => ids.has(row.serverId) && !row.endedAt),
  )
  const question = isTold ? await askOfTrouble(db, servers, now) : null
  if (!known) return question
  const warning = staffWords('deskIncidents.questions.titleIsOpenAlready', { title: known.title })
  return {
    sentence: question ? `${warning} ${question.sentence}` : warning,
    yes: question?.yes ?? staffWords('deskIncidents.questions.publishAnyway'),
    count: question?.count ?? 0,
  }
}

function subjectOf(servers: readonly ChosenImpact[]): string {
  return servers.length > 3
    ? staffWords('deskIncidents.questions.theseServers')
    : nameServers(
        staffWords,
        servers.map(server => server.label),
      )
}

/** "3 are down and one is slow", of one server alone "it is down" */
function saidOf(servers: readonly ChosenImpact[]): string {
  const parts = [...Map.groupBy(servers, server => server.impact)].map(([impact, list]) =>
    staffWords('deskIncidents.questions.said', {
      servers: servers.length,
      count: list.length,
      condition: conditionLabel(staffWords, conditionOf(impact, causeOfJudged(impact))),
    }),
  )
  return listInWords(staffWords, parts)
}

function factOf({ id, label, impact }: ChosenImpact, now: Date): NoticeServer {
  return { id, label, impact, cause: causeOfJudged(impact), since: now.toISOString() }
}
