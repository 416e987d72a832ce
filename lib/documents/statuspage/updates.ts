import { keptPlainText } from '#lib/documents/plain-texts.ts'
import type { ComponentChange } from '#lib/rules/statuspage/incident-status.ts'
import type { StatuspageComponent } from './components.ts'

/** An entry of a timeline before it has the keys of Statuspage. */
export type StatuspageEntry = {
  id: string
  status: string
  /** Markdown. */
  text: string
  at: Date
  editedAt: Date | null
  changes: readonly ComponentChange[]
}

/** An entry of a timeline as Statuspage has it. */
export function incidentUpdate(
  incidentId: string,
  { id, status, text, at, editedAt, changes }: StatuspageEntry,
  byServer: ReadonlyMap<string, StatuspageComponent>,
) {
  const affected = changes.flatMap(change => changedComponent(change, byServer))
  return {
    id,
    status,
    body: statuspageText(text),
    incident_id: incidentId,
    created_at: at.toISOString(),
    updated_at: (editedAt ?? at).toISOString(),
    display_at: at.toISOString(),
    affected_components: affected.length > 0 ? affected : null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

/** Markdown as plain text, with the line ends of Statuspage. */
export function statuspageText(markdown: string): string {
  return keptPlainText(markdown).replaceAll('\n', '\r\n')
}

function changedComponent(
  { serverId, from, to }: ComponentChange,
  byServer: ReadonlyMap<string, StatuspageComponent>,
) {
  const component = byServer.get(serverId)
  if (!component) return []
  return [{ code: component.id, name: component.name, old_status: from, new_status: to }]
}
