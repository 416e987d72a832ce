import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/item/identity.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { routine, testMessage } from '#lib/alerts/item/no-alert.ts'
import { isDetection } from '#lib/alerts/meaning/detection.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'

/**
 * The list of alerts that CrowdSec's http plugin posts with its default template. An address that attacks and is banned
 * is no trouble of the server, so the kind is "other" unless the template grades it high. machine_id is often random: bind the token to the server.
 */
export const parseCrowdsec: Parse = ({ body, receivedAt }) => {
  const single = fieldsOf(body)
  const alerts = Array.isArray(body) ? body : single && 'scenario' in single ? [single] : null
  if (!alerts)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the list that the format {{.|toJson}} writes.`,
    }
  return { items: alerts.map(member => readAlert(member, receivedAt)), messageId: null }
}

function readAlert(member: unknown, receivedAt: Date): ParsedItem {
  const alert = fieldsOf(member)
  if (!alert) return rejected('alerts', `An alert is ${quoted(member)}, but has to be an object.`)
  const scenario = plainLine(firstGiven(alert.scenario, alert.message))
  const attacker = fieldsOrNone(alert.source)
  const scope = plainLine(attacker.scope)
  if (scenario === 'test alert') return testMessage()
  if (alert.simulated === true) return ignored(`${quoted(scenario)} is simulated: nothing is blocked.`)
  if (alert.kind === 'capi' || /blocklist/i.test(scope) || /^lists:/.test(scope))
    return routine('An update of a block list is no finding on a server.')
  if (scenario === '')
    return rejected('scenario', `scenario is ${quoted(alert.scenario)}, but accepts the name of a scenario.`)
  const hosts = [...hostsNamed(alert), alert.machine_id]
  const severity = severityFrom(alert)
  const address = firstGiven(attacker.value, attacker.ip, attacker.range)
  return reported(
    {
      source: 'crowdsec',
      ...identityOn('crowdsec', hosts, scenario, address),
      hosts,
      kind: isDetection(severity) ? 'suspicious-file' : 'other',
      state: 'firing',
      severity,
      summary: address ? `${scenario} from ${plainLine(address)}` : scenario,
      details: detailsFrom(alert, attacker),
      startsAt: firstGiven(alert.start_at, alert.created_at),
      eventId: alert.uuid,
      labels: { alertname: scenario, scope },
    },
    receivedAt,
  )
}

/** A template may grade it. Else an attack that met a decision has been dealt with. */
function severityFrom(alert: Fields): Severity {
  const graded = firstGiven(alert.severity, fieldsOrNone(alert.labels).severity)
  if (graded !== undefined) return severityOf(graded)
  return decisionsOf(alert).length > 0 ? 'info' : 'warning'
}

function decisionsOf(alert: Fields): Fields[] {
  return Array.isArray(alert.decisions) ? alert.decisions.map(fieldsOrNone) : []
}

function detailsFrom(alert: Fields, attacker: Fields): string {
  const from = [attacker.as_name, attacker.cn].map(plainLine).filter(fact => fact !== '')
  const decisions = decisionsOf(alert).map(({ type, scope, value, duration }) =>
    [type, scope, value, duration].map(plainLine).join(' '),
  )
  return joinLines(plainLine(alert.message), from.join(', '), ...decisions)
}
