import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { titleFacts } from '#lib/rules/incidents/title.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { approvalDraft, endDraft, guessDraft } from '#lib/words/drafts.ts'
import { titleOf } from '#lib/words/incidents.ts'

/** What staff may say of a held incident as it stands: facts only, nothing of what an alert wrote. */
export function draftApproval({ servers, cause }: DeskIncident): string {
  return approvalDraft(staffWords, labelsOf(servers), cause === 'no-data')
}

/** What staff may say of a guess that they publish: facts only, nothing of what an alert wrote. */
export function draftGuess({ servers }: DeskIncident): string {
  const present = servers.filter(row => !row.endedAt)
  const groups = Map.groupBy(present, row => conditionOf(row.impact, row.cause))
  return guessDraft(
    staffWords,
    [...groups].map(([condition, rows]) => [condition, labelsOf(rows)] as const),
  )
}

/** The title that an incident has which Allclear opens by itself. */
export function draftGuessTitle(incident: DeskIncident): string {
  return titleOfIncident({ ...incident, visibility: 'published' })
}

/** What staff may say when it is over. */
export function draftEnd({ servers, cause }: DeskIncident): string {
  return endDraft(staffWords, labelsOf(servers), cause === 'suspicious-file')
}

/** The title in the past tense where Allclear wrote it; as it stands where a person did. */
export function draftEndTitle(incident: DeskIncident): string {
  const isOurs = incident.cause !== null && titleOfIncident(incident) === incident.title
  return isOurs ? titleOfIncident({ ...incident, resolvedAt: new Date() }) : incident.title
}

function titleOfIncident(incident: DeskIncident): string {
  const { servers, groupId, groupName } = incident
  const labels = new Map(servers.map(({ serverId, label }) => [serverId, label]))
  const groups = new Map(groupId && groupName ? [[groupId, groupName]] : [])
  return titleOf(staffWords, titleFacts(incident, labels, groups))
}

/** As Markdown that shows them as they are. */
function labelsOf(servers: DeskIncident['servers']): string[] {
  return servers.map(server => literal(server.label))
}
