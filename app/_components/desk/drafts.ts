import type { DeskIncident } from '#db/reads/desk-incidents.ts'
import { nameServers, titleOf } from '#lib/rules/wording.ts'

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

/** What staff may say when it is over. */
export function draftEnd({ servers }: DeskIncident): string {
  return `All clear: ${nameServers(labelsOf(servers))} ${servers.length === 1 ? 'works' : 'work'} as usual again. This incident is over.`
}

/** The title in the past tense where Allclear wrote it; as it stands where a person did. */
export function draftEndTitle(incident: DeskIncident): string {
  const labels = new Map(incident.servers.map(({ serverId, label }) => [serverId, label]))
  const { groupId, groupName } = incident
  const groups = new Map(groupId && groupName ? [[groupId, groupName]] : [])
  const isOurs = incident.cause !== null && titleOf(incident, labels, groups) === incident.title
  return isOurs ? titleOf({ ...incident, resolvedAt: new Date() }, labels, groups) : incident.title
}

function labelsOf(servers: DeskIncident['servers']): string[] {
  return servers.map(server => server.label)
}
