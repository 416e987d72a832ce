import { leftOut, readMember } from '#lib/alerts/alertmanager/parse.ts'
import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { detailsOf, joinLines, plainLine, quoted, summaryOf } from '#lib/alerts/fields/text.ts'
import { ignored, type Parse, type ParsedItem } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'

/** Alerts that Grafana makes of its own trouble with a data source; the rule that could not be evaluated is in rulename. */
const ownAlerts = ['DatasourceError', 'DatasourceNoData']

/** Reasons (annotation grafana_state_reason) for which an alert fires although nothing was measured. */
const unmeasured = ['NoData', 'Error']

/** Reasons for which an alert ends although nothing recovered: its series is gone, or somebody changed the rule. */
const silenced = ['MissingSeries', 'Paused', 'RuleDeleted', 'Updated']

/** Grafana Alerting's webhook, version "1": Alertmanager's with values and links. Each alert's own status counts. */
export const parseGrafana: Parse = ({ body, receivedAt }) => {
  const alerts = fieldsOf(body)?.alerts
  if (!Array.isArray(alerts))
    return {
      unreadable: `alerts is ${quoted(alerts)}, but accepts the list of Grafana's webhook. Leave the contact point's custom payload empty.`,
    }
  const { status, truncatedAlerts } = fieldsOrNone(body)
  const items = alerts.map(member => readAlert(member, receivedAt, status))
  return { items: [...items, ...leftOut(truncatedAlerts)], messageId: null }
}

function readAlert(member: unknown, receivedAt: Date, groupStatus: unknown): ParsedItem {
  const fields = fieldsOrNone(member)
  const labels = fieldsOrNone(fields.labels)
  const reason = plainLine(fieldsOrNone(fields.annotations).grafana_state_reason)
  if (labels.alertname === 'TestAlert' && labels.instance === 'Grafana') return testMessage()
  const isOwn = ownAlerts.includes(plainLine(labels.alertname))
  if (fields.status === 'resolved' && !isOwn && silenced.includes(reason))
    return ignored(`Grafana ended this alert because of ${reason}: that is silence, not a recovery.`)
  const item = readMember(member, 'grafana', receivedAt, groupStatus)
  if (item.is !== 'alert') return item
  const alert = { ...item.alert, details: detailsFrom(item.alert.details, fields) }
  if (!isOwn && !unmeasured.includes(reason)) return { ...item, alert }
  const rule = firstGiven(labels.rulename, labels.alertname)
  const summary = summaryOf(`Grafana has no measurement for ${plainLine(rule)}`)
  return { ...item, alert: { ...alert, kind: 'other', isGuess: false, severity: 'warning', summary } }
}

function detailsFrom(
  known: string | null,
  { valueString, values, dashboardURL, panelURL }: Fields,
): string | null {
  const measured = Object.entries(fieldsOrNone(values)).map(([ref, value]) => `${ref}=${plainLine(value)}`)
  const value = firstGiven(valueString, measured.join(' '))
  return detailsOf(joinLines(known, plainLine(value), plainLine(firstGiven(panelURL, dashboardURL))))
}
