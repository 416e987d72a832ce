import { publicWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { ownFacts, ownTitle } from '#lib/flows/incidents/own-title.ts'
import { saidByUs } from '#lib/flows/posts/said-words.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { approvalDraft, endDraft, guessDraft } from '#lib/words/drafts.ts'
import { titleOf } from '#lib/words/incidents.ts'

/** What staff may say of a held incident as it stands: facts only, nothing of what an alert wrote. */
export function draftApproval({ servers, cause }: DeskIncident): WrittenText {
  return saidByUs(words => approvalDraft(words, labelsOf(servers), cause === 'no-data'))
}

/** What staff may say of a guess that they publish: facts only, nothing of what an alert wrote. */
export function draftGuess({ servers }: DeskIncident): WrittenText {
  const present = servers.filter(row => !row.endedAt)
  const groups = Map.groupBy(present, row => conditionOf(row.impact, row.cause))
  const labels = [...groups].map(([condition, rows]) => [condition, labelsOf(rows)] as const)
  return saidByUs(words => guessDraft(words, labels))
}

/** The title that an incident has which Allclear opens by itself. */
export function draftGuessTitle(incident: DeskIncident): string {
  return titleOfIncident({ ...incident, visibility: 'published' })
}

/** What staff may say when it is over. */
export function draftEnd({ servers, cause }: DeskIncident): WrittenText {
  return saidByUs(words => endDraft(words, labelsOf(servers), cause === 'suspicious-file'))
}

/** The title in the past tense where Allclear wrote it; as it stands where a person did. */
export function draftEndTitle(incident: DeskIncident): string {
  const now = new Date()
  const isOurs = ownTitle(incident, incident.title, now).titleFacts !== null
  return isOurs ? titleOfIncident({ ...incident, resolvedAt: now }) : incident.title
}

function titleOfIncident(incident: DeskIncident): string {
  return titleOf(publicWords(), ownFacts(incident))
}

/** As Markdown that shows them as they are. */
function labelsOf(servers: DeskIncident['servers']): string[] {
  return servers.map(server => literal(server.label))
}
