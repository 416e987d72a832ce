import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf, textsOf } from '#lib/alerts/fields/given.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, reported } from '#lib/alerts/item.ts'
import { isDetection } from '#lib/alerts/meaning/detection.ts'
import { routine } from '#lib/alerts/no-alert.ts'
import {
  agentAddress,
  agentChange,
  agentNamed,
  findingLevel,
  managerStarted,
  severityOfLevel,
} from '#lib/alerts/ossec/rules.ts'
import type { AlertKind, AlertState } from '#lib/rules/alerts/alert.ts'

/** Rule groups whose alerts are about a file that ought not to be there or to have changed. */
const scanners = ['rootcheck', 'virustotal', 'yara', 'clamd', 'virus', 'malware', 'rootkit', 'trojan']

/** One alert of Wazuh 4's integrator, as our script in /var/ossec/integrations posts it. The manager is not the host. */
export const parseWazuh: Parse = ({ body, receivedAt }) => {
  const alert = fieldsOf(body)
  const rule = fieldsOf(alert?.rule)
  if (!alert || !rule)
    return {
      unreadable: `rule is ${quoted(alert?.rule)}, but accepts the rule of an alert of Wazuh: set alert_format to json.`,
    }
  return { items: [readAlert(alert, rule, receivedAt)], messageId: null }
}

function readAlert(alert: Fields, rule: Fields, receivedAt: Date): ParsedItem {
  const ruleId = plainLine(rule.id)
  if (ruleId === managerStarted) return routine('The Wazuh manager has started.')
  const change = agentChange(ruleId)
  if (change) return readLifecycle(change === 'gone' ? 'firing' : 'resolved', alert, rule, receivedAt)
  const level = numberOf(rule.level)
  if (level === 0) return ignored('Rule level 0 is no alert.')
  const agent = fieldsOrNone(alert.agent)
  const object = objectOf(alert)
  const severity = severityOfLevel(level)
  return reported(
    {
      source: 'wazuh',
      fingerprint: fingerprintOf('wazuh', firstGiven(agent.id, agent.name), ruleId, ...textsOf(object)),
      hosts: [agent.name, agentAddress(plainLine(agent.ip))],
      kind: isDetection(severity) ? 'suspicious-file' : kindOfRule(textsOf(rule.groups), level),
      state: 'firing',
      severity,
      summary: summaryFrom(rule, object),
      details: detailsFrom(alert),
      startsAt: alert.timestamp,
      eventId: alert.id,
      labels: labelsOfRule(rule),
    },
    receivedAt,
  )
}

function labelsOfRule(rule: Fields): Fields {
  return { alertname: rule.description, rule: rule.id, groups: textsOf(rule.groups).join(' ') }
}

/** An agent that is gone is no outage: somebody may have stopped it. Its return ends that, and so does its removal. */
function readLifecycle(state: AlertState, alert: Fields, rule: Fields, receivedAt: Date): ParsedItem {
  const agent = fieldsOrNone(alert.agent)
  // Up to 3.8 the manager speaks in its own name, and only the log line says which agent it means.
  const named = agentNamed(plainLine(alert.full_log))
  const name = firstGiven(named?.name, agent.name)
  const address =
    named && named.name !== agent.name
      ? named.address
      : firstGiven(agentAddress(plainLine(agent.ip)), named?.address)
  return reported(
    {
      source: 'wazuh',
      fingerprint: fingerprintOf('wazuh', 'agent', name),
      hosts: [name, address],
      kind: 'other',
      state,
      severity: 'warning',
      summary: summaryFrom(rule, name),
      details: detailsFrom(alert),
      eventId: alert.id,
      ...(state === 'firing' ? { startsAt: alert.timestamp } : { endsAt: alert.timestamp }),
      labels: labelsOfRule(rule),
    },
    receivedAt,
  )
}

function kindOfRule(groups: readonly string[], level: number | null): AlertKind {
  if (groups.includes('syscheck')) return 'suspicious-file'
  const isScanner = groups.some(group => scanners.includes(group))
  return isScanner && (level ?? findingLevel) >= findingLevel ? 'suspicious-file' : 'other'
}

/** What the rule caught; what a log line says is left out, as it differs each time, unless it is rootcheck's finding. */
function objectOf(alert: Fields): unknown {
  const data = fieldsOrNone(alert.data)
  const scanned = fieldsOrNone(fieldsOrNone(data.virustotal).source).file
  const finding = alert.location === 'rootcheck' ? alert.full_log : undefined
  return firstGiven(fieldsOrNone(alert.syscheck).path, scanned, data.file, data.title, finding)
}

function summaryFrom(rule: Fields, object: unknown): string {
  const description = plainLine(rule.description).replace(/\.$/, '') || `Rule ${plainLine(rule.id)}`
  const caught = plainLine(object)
  return caught === '' || description.includes(caught) ? description : `${description}: ${caught}`
}

function detailsFrom(alert: Fields): string {
  const file = fieldsOrNone(alert.syscheck)
  const changed = textsOf(file.changed_attributes).join(', ')
  const hashes = [file.sha256_before, file.sha256_after].map(plainLine).filter(hash => hash !== '')
  return joinLines(
    typeof alert.full_log === 'string' ? alert.full_log : '',
    changed === '' ? '' : `changed: ${changed}`,
    hashes.length === 0 ? '' : `sha256: ${hashes.join(' → ')}`,
  )
}
