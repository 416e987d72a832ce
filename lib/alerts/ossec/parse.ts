import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, reported } from '#lib/alerts/item.ts'
import { isDetection } from '#lib/alerts/meaning/detection.ts'
import { routine } from '#lib/alerts/no-alert.ts'
import type { AlertKind, AlertState } from '#lib/rules/alerts/alert.ts'
import {
  agentAddress,
  agentChange,
  agentNamed,
  findingLevel,
  managerStarted,
  type NamedAgent,
  severityOfLevel,
} from './rules.ts'

/** Rules that tell of rootcheck's findings (ossec_rules.xml); the others of its rules are audits. */
const rootcheck = ['510', '513', '518']

/** One line of OSSEC's alerts.json, as our active-response script posts it. */
export const parseOssec: Parse = ({ body, receivedAt }) => {
  const alert = fieldsOf(body)
  const rule = fieldsOf(alert?.rule)
  if (!alert || !rule)
    return {
      unreadable: `rule is ${quoted(alert?.rule)}, but accepts the rule of one line of alerts.json: set jsonout_output to yes.`,
    }
  return { items: [readAlert(alert, rule, receivedAt)], messageId: null }
}

function readAlert(alert: Fields, rule: Fields, receivedAt: Date): ParsedItem {
  const ruleId = plainLine(rule.sidid)
  if (ruleId === managerStarted) return routine('The OSSEC server has started.')
  const change = agentChange(ruleId)
  if (change) return readLifecycle(change === 'gone' ? 'firing' : 'resolved', alert, rule, receivedAt)
  const level = numberOf(rule.level)
  // The writer leaves a level of 0 out, and rules of that level make no alert.
  if (level === null || level === 0) return ignored('A rule without a level is no alert.')
  const agent = agentOf(alert)
  const object = objectOf(alert, ruleId)
  const severity = severityOfLevel(level)
  return reported(
    {
      source: 'ossec',
      fingerprint: fingerprintOf('ossec', agent.name, ruleId, ...(object === '' ? [] : [object])),
      hosts: [agent.name, agent.address],
      kind: isDetection(severity) ? 'suspicious-file' : kindOfRule(alert, ruleId, level),
      state: 'firing',
      severity,
      summary: summaryFrom(rule, object),
      details: alert.full_log,
      startsAt: alert.TimeStamp,
      eventId: alert.id,
      labels: { alertname: rule.comment, rule: ruleId },
    },
    receivedAt,
  )
}

/** An agent that is gone is no outage: somebody may have stopped it. */
function readLifecycle(state: AlertState, alert: Fields, rule: Fields, receivedAt: Date): ParsedItem {
  const agent = agentNamed(plainLine(alert.full_log)) ?? agentOf(alert)
  return reported(
    {
      source: 'ossec',
      fingerprint: fingerprintOf('ossec', 'agent', agent.name),
      hosts: [agent.name, agent.address],
      kind: 'other',
      state,
      severity: 'warning',
      summary: summaryFrom(rule, agent.name),
      details: alert.full_log,
      eventId: alert.id,
      ...(state === 'firing' ? { startsAt: alert.TimeStamp } : { endsAt: alert.TimeStamp }),
      labels: { alertname: rule.comment, rule: rule.sidid },
    },
    receivedAt,
  )
}

/** Of an agent: "(web07) 203.0.113.17->/var/log/messages"; of the server itself: "web07->/var/log/messages". */
function agentOf(alert: Fields): NamedAgent {
  const location = plainLine(alert.location)
  const remote = /^\(([^)]+)\) (\S+?)->/.exec(location)
  if (remote?.[1]) return { name: remote[1], address: agentAddress(remote[2]) }
  const local = /^([^\s/>]+)->/.exec(location)?.[1]
  return { name: plainLine(firstGiven(local, alert.hostname)), address: null }
}

function kindOfRule(alert: Fields, ruleId: string, level: number): AlertKind {
  const isFinding = rootcheck.includes(ruleId) && level >= findingLevel
  return fieldsOf(alert.SyscheckFile) || isFinding ? 'suspicious-file' : 'other'
}

function objectOf(alert: Fields, ruleId: string): string {
  const finding = rootcheck.includes(ruleId) ? alert.full_log : undefined
  return plainLine(firstGiven(fieldsOrNone(alert.SyscheckFile).path, finding))
}

function summaryFrom(rule: Fields, object: string): string {
  const comment = plainLine(rule.comment).replace(/\.$/, '') || `Rule ${plainLine(rule.sidid)}`
  return object === '' || comment.includes(object) ? comment : `${comment}: ${object}`
}
