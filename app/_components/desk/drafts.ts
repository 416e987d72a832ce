import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { titleFacts } from '#lib/rules/incidents/title.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { titleOf } from '#lib/words/incidents.ts'
import { nameServers, serversAre } from '#lib/words/servers.ts'

/** What staff may say of a held incident as it stands: facts only, nothing of what an alert wrote. */
export function draftApproval({ servers, cause }: DeskIncident): string {
  const [names, what] = [
    nameServers(staffWords, labelsOf(servers)),
    servers.length === 1 ? 'this server' : 'these servers',
  ]
  if (cause === 'no-data')
    return `We get no data from ${names} and are finding out why. We will say here what we know.`
  return `We found a suspicious file on ${names} and are checking ${what}. Sites may answer slowly meanwhile. We will say here what we find.`
}

/** What staff may say of a guess that they publish: facts only, nothing of what an alert wrote. */
export function draftGuess({ servers }: DeskIncident): string {
  const present = servers.filter(row => !row.endedAt)
  const groups = Map.groupBy(present, row => conditionOf(row.impact, row.cause))
  const sentences = [...groups].map(
    ([condition, rows]) => `${serversAre(staffWords, labelsOf(rows), condition)}.`,
  )
  return [...sentences, 'We are looking into it.'].join(' ')
}

/** The title that an incident has which Allclear opens by itself. */
export function draftGuessTitle(incident: DeskIncident): string {
  return titleNow({ ...incident, visibility: 'published' })
}

/** What staff may say when it is over. */
export function draftEnd({ servers }: DeskIncident): string {
  return `All clear: ${nameServers(staffWords, labelsOf(servers))} ${servers.length === 1 ? 'works' : 'work'} as usual again. This incident is over.`
}

/** The title in the past tense where Allclear wrote it; as it stands where a person did. */
export function draftEndTitle(incident: DeskIncident): string {
  const isOurs = incident.cause !== null && titleNow(incident) === incident.title
  return isOurs ? titleNow({ ...incident, resolvedAt: new Date() }) : incident.title
}

/** What Allclear would call it. */
function titleNow(incident: DeskIncident): string {
  const { servers, groupId, groupName } = incident
  const labels = new Map(servers.map(({ serverId, label }) => [serverId, label]))
  const groups = new Map(groupId && groupName ? [[groupId, groupName]] : [])
  return titleOf(staffWords, titleFacts(incident, labels, groups))
}

/** As Markdown that shows them as they are. */
function labelsOf(servers: DeskIncident['servers']): string[] {
  return servers.map(server => literal(server.label))
}
