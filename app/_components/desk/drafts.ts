import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { impactPhrase, nameServers, serversAre, titleOf } from '#lib/rules/servers/wording.ts'

/** What staff may say of a held incident as it stands: facts only, nothing of what an alert wrote. */
export function draftApproval({ servers, cause }: DeskIncident): string {
  const [names, what] = [
    nameServers(labelsOf(servers)),
    servers.length === 1 ? 'this server' : 'these servers',
  ]
  if (cause === 'no-data')
    return `We get no data from ${names} and are finding out why. We will say here what we know.`
  return `We found a suspicious file on ${names} and are checking ${what}. Sites may answer slowly meanwhile. We will say here what we find.`
}

/** What staff may say of a guess that they publish: facts only, nothing of what an alert wrote. */
export function draftGuess({ servers }: DeskIncident): string {
  const present = servers.filter(row => !row.endedAt)
  const byPhrase = Map.groupBy(present, row => impactPhrase(row.impact, row.cause))
  const sentences = [...byPhrase].map(([phrase, rows]) => `${serversAre(labelsOf(rows), phrase)}.`)
  return [...sentences, 'We are looking into it.'].join(' ')
}

/** The title that an incident has which Allclear opens by itself. */
export function draftGuessTitle(incident: DeskIncident): string {
  return titleOf({ ...incident, visibility: 'published' }, ...namesOf(incident))
}

/** What staff may say when it is over. */
export function draftEnd({ servers }: DeskIncident): string {
  return `All clear: ${nameServers(labelsOf(servers))} ${servers.length === 1 ? 'works' : 'work'} as usual again. This incident is over.`
}

/** The title in the past tense where Allclear wrote it; as it stands where a person did. */
export function draftEndTitle(incident: DeskIncident): string {
  const [labels, groups] = namesOf(incident)
  const isOurs = incident.cause !== null && titleOf(incident, labels, groups) === incident.title
  return isOurs ? titleOf({ ...incident, resolvedAt: new Date() }, labels, groups) : incident.title
}

/** What its servers and its group are called. */
function namesOf({ servers, groupId, groupName }: DeskIncident): [Map<string, string>, Map<string, string>] {
  const labels = new Map(servers.map(({ serverId, label }) => [serverId, label]))
  return [labels, new Map(groupId && groupName ? [[groupId, groupName]] : [])]
}

/** As Markdown that shows them as they are. */
function labelsOf(servers: DeskIncident['servers']): string[] {
  return servers.map(server => literal(server.label))
}
