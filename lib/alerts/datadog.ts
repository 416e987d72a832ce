import type { AlertKind, Severity } from '#lib/rules/alert.ts'
import { kindOfCheck } from './check-kind.ts'
import type { Fields } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { firstGiven, textsOf } from './given.ts'
import { onlyHostIn } from './hosts-in.ts'
import { type Parse, type ParsedItem, rejected, reported } from './item.ts'
import { kindOf } from './kind.ts'
import { looseFields } from './loose-fields.ts'
import { testMessage } from './no-alert.ts'
import { hostsInTags, kindInTags, labelsInTags } from './tags.ts'
import { joinLines, plainLine, quoted, summaryOf } from './text.ts'

/** Checks of these stand for the server itself: when they say nothing any more, it is gone. */
const signOfLife = /\b(datadog\.agent\.up|http\.can_connect|tcp\.can_connect|network\.ping\.can_connect)\b/

/** Metrics of time and of work in hand, where no plain word says it. */
const slowMetric = /\b(system\.load|system\.cpu|latency|duration|response_time|p9[0-9]|apdex)/

/**
 * The payload of our webhook in Datadog: its variables under their own names in lower case ($ALERT_CYCLE_KEY is alert_cycle_key);
 * other spellings are read as well. The cycle's key is the same from the trigger to the recovery.
 */
export const parseDatadog: Parse = ({ body, receivedAt }) => {
  const fields = looseFields(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the payload of our webhook for Datadog.` }
  return { items: [readEvent(resolvedOnly(fields), receivedAt)], messageId: null }
}

function readEvent(fields: Fields, receivedAt: Date): ParsedItem {
  const title = summaryOf(firstGiven(fields.alerttitle, fields.eventtitle, fields.title))
  const transition = plainLine(firstGiven(fields.alerttransition, fields.transition, transitionIn(title)))
  if (/^\[test\]/i.test(title)) return testMessage()
  const monitor = firstGiven(fields.alertid, fields.monitorid)
  const scope = firstGiven(fields.alertscope, fields.scopes, fields.hostname)
  const cycle = firstGiven(fields.alertcyclekey, fields.cyclekey, fields.aggregkey)
  if (cycle === undefined && monitor === undefined)
    return rejected('alert_cycle_key', 'alert_cycle_key and alert_id are missing, but one of them is needed.')
  const fingerprint =
    cycle === undefined ? fingerprintOf('datadog', monitor, scope) : fingerprintOf('datadog', cycle)
  const change = changeOf(transition)
  if (change === null) {
    const reason = `alert_transition is ${quoted(transition)}, but accepts Triggered, Re-Triggered, Warn, No Data, Recovered.`
    return rejected('alert_transition', reason, fingerprint)
  }
  const tags = textsOf(fields.tags).flatMap(tag => tag.split(/\s*,\s*/))
  const scopes = plainLine(scope).split(/\s*,\s*/)
  const at = firstGiven(fields.date, fields.lastupdated, fields.lastupdatedposix)
  return reported(
    {
      ...{ source: 'datadog', fingerprint, severity: severityFrom(fields, change) },
      hosts: [fields.hostname, ...hostsInTags(scopes), ...hostsInTags(tags), onlyHostIn(title)],
      kind: kindFrom(fields, title, tags, change),
      ...(change === 'recovered'
        ? { state: 'resolved', endsAt: at }
        : { state: 'firing', startsAt: /^re/i.test(transition) ? null : at }),
      summary: withoutMarks(title) || firstGiven(fields.alertstatus, transition),
      details: joinLines(
        textOf(fields),
        plainLine(fields.alertquery),
        plainLine(firstGiven(fields.link, fields.url)),
      ),
      ...{ eventId: fields.id, labels: { ...labelsInTags(tags), monitor, alertname: withoutMarks(title) } },
    },
    receivedAt,
  )
}

/** A variable that Datadog did not fill stays as it was written: $HOSTNAME; others become "null". */
function resolvedOnly(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !/^(\$[A-Z_]+(\[.*\])?|null|none)$/i.test(plainLine(value))),
  )
}

type Change = 'triggered' | 'warned' | 'silent' | 'recovered'

/** "Re-" is a reminder of the same. */
function changeOf(transition: string): Change | null {
  const word = transition.replace(/^re-/i, '').toLowerCase()
  if (/recovered|resolved|^ok$/.test(word)) return 'recovered'
  if (/no data|missing data/.test(word)) return 'silent'
  if (/^warn/.test(word)) return 'warned'
  return /^(triggered|alert|error|renotif)/.test(word) ? 'triggered' : null
}

/** Where no transition came: "[Triggered on {host:web07}] …". */
function transitionIn(title: string): string | undefined {
  return /^\[(?:P\d\]\s*\[)?([A-Za-z -]+?)(?: on [^\]]*)?\]/.exec(title)?.[1]
}

/** The title without "[P1] [Triggered on {host:web07}]". */
function withoutMarks(title: string): string {
  return title.replace(/^(\[[^\]]*\]\s*)+/, '')
}

/** Silence is no outage, except of what shows that the server lives. */
function kindFrom(fields: Fields, title: string, tags: readonly string[], change: Change): AlertKind {
  const own = kindInTags(tags)
  if (own) return own
  const measured = [fields.alertmetric, fields.alertquery].map(plainLine).join(' ').slice(0, 1000)
  if (signOfLife.test(measured)) return 'outage'
  if (change === 'silent') return 'other'
  const kind = kindOf(title)
  if (kind !== 'other') return kind
  return slowMetric.test(measured) ? 'slowdown' : kindOfCheck(title)
}

function severityFrom({ alertpriority, priority }: Fields, change: Change): Severity {
  const level = plainLine(firstGiven(alertpriority, priority)).toUpperCase()
  if (change === 'warned' || change === 'silent') return 'warning'
  if (level === 'P1' || level === 'P2') return 'critical'
  if (level === 'P3') return 'warning'
  return level === 'P4' || level === 'P5' ? 'info' : 'critical'
}

function textOf({ textonlymsg, eventmsg, message, body }: Fields): string {
  const text = [textonlymsg, eventmsg, message, body].find(value => plainLine(value) !== '')
  return typeof text === 'string' ? text : ''
}
