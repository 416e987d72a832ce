import type { Fields } from '#lib/alerts/fields/fields.ts'
import { firstGiven, textsOf } from '#lib/alerts/fields/given.ts'
import { hostsInTags, kindInTags, labelsInTags } from '#lib/alerts/fields/tags.ts'
import { joinLines, plainLine, quoted, summaryOf } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { onlyHostIn } from '#lib/alerts/hosts/hosts-in.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { type AlertMeaning, type AlertStatements, meaningBy } from '#lib/alerts/meaning/meaning.ts'
import { testMessage } from '#lib/alerts/no-alert.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'
import { datadogFields } from './fields.ts'
import { scopeIn, transitionIn, withoutMarks } from './title.ts'

/** Checks by which Datadog asks for an answer itself. */
const asked = /\b(http\.can_connect|tcp\.can_connect|network\.ping\.can_connect)\b/
/** The agent's own sign of life: when it is silent, nobody has asked the server. */
const signOfLife = /\bdatadog\.agent\.up\b/

/** Metrics of time and of work in hand, where no plain word says it. */
const slowMetric = /\b(system\.load|system\.cpu|latency|duration|response_time|p9[0-9]|apdex)/

/** What somebody does with a monitor or an alert. */
const nearby = /\b(mut(e|ed|ing)|unmut\w*|ack\w*|comment\w*|note|assign\w*|snooz\w*|escalat\w*)\b/i

/**
 * The payload of our webhook in Datadog: its variables under their own names in lower case ($ALERT_CYCLE_KEY is alert_cycle_key);
 * other spellings, nested objects and Datadog's default body (title, body, date …) are read as well.
 * The cycle's key is the same from the trigger to the recovery.
 */
export const parseDatadog: Parse = ({ body, receivedAt }) => {
  const fields = datadogFields(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the payload of our webhook for Datadog.` }
  return { items: [readEvent(fields, receivedAt)], messageId: null }
}

function readEvent(fields: Fields, receivedAt: Date): ParsedItem {
  const title = summaryOf(firstGiven(fields.alerttitle, fields.eventtitle, fields.title))
  const inTitle = [title, summaryOf(fields.eventtitle)].map(transitionIn)
  const given = firstGiven(fields.alerttransition, fields.transition, ...inTitle, fields.alertstatus)
  const transition = plainLine(given)
  if (/^\[test\]/i.test(title)) return testMessage()
  const fingerprint = fingerprintIn(fields, title)
  if (fingerprint === null)
    return rejected(
      'alert_cycle_key',
      'alert_cycle_key, alert_id and a title are missing, but one is needed.',
    )
  if (nearby.test(transition))
    return ignored(`Datadog's ${quoted(transition)} changes nothing on the server.`)
  const change = transition === '' ? 'untold' : changeOf(transition)
  if (change === null) {
    const reason = `alert_transition is ${quoted(transition)}, but accepts Triggered, Re-Triggered, Warn, No Data, Recovered.`
    return rejected('alert_transition', reason, fingerprint)
  }
  const tags = textsOf(fields.tags).flatMap(tag => tag.split(/\s*,\s*/))
  const scopes = plainLine(firstGiven(fields.alertscope, fields.scopes, fields.hostname)).split(/\s*,\s*/)
  const at = firstGiven(fields.date, fields.lastupdated, fields.lastupdatedposix)
  const hosts = [
    fields.hostname,
    fields.host,
    ...hostsInTags([...scopes, ...scopeIn(title)]),
    ...hostsInTags(tags),
    onlyHostIn(title),
  ]
  const severity = severityFrom(fields, title, change)
  return reported(
    {
      source: 'datadog',
      fingerprint,
      severity,
      hosts,
      ...meaningFrom(fields, { title, tags, change, hosts, severity }),
      ...(change === 'recovered'
        ? { state: 'resolved' as const, endsAt: at }
        : { state: 'firing' as const, startsAt: /^re/i.test(transition) ? null : at }),
      summary: withoutMarks(title) || firstGiven(fields.alertstatus, transition),
      details: joinLines(
        textOf(fields),
        plainLine(fields.alertquery),
        plainLine(firstGiven(fields.link, fields.url)),
      ),
      eventId: fields.id,
      labels: { ...labelsInTags(tags), monitor: monitorIn(fields), alertname: withoutMarks(title) },
      remarks: remarksOn(fields, change),
    },
    receivedAt,
  )
}

function monitorIn(fields: Fields): unknown {
  return firstGiven(fields.alertid, fields.monitorid)
}

function cycleIn(fields: Fields): unknown {
  return firstGiven(fields.alertcyclekey, fields.cyclekey, fields.aggregkey)
}

/** Datadog's default body names neither monitor nor cycle: then the title without its marks is the same at the recovery. */
function fingerprintIn(fields: Fields, title: string): string | null {
  const [cycle, monitor] = [cycleIn(fields), monitorIn(fields)]
  if (cycle !== undefined) return fingerprintOf('datadog', cycle)
  if (monitor !== undefined)
    return fingerprintOf('datadog', monitor, firstGiven(fields.alertscope, fields.scopes, fields.hostname))
  const group = scopeIn(title).join(',')
  const named = [withoutMarks(title) || title, ...(group === '' ? [] : [group])]
  return title === '' ? null : fingerprintOf('datadog', ...named)
}

function remarksOn(fields: Fields, change: Change): string[] {
  const isNamed = cycleIn(fields) !== undefined || monitorIn(fields) !== undefined
  return [
    ...(isNamed ? [] : ['alert_cycle_key and alert_id are missing: the title stands for them.']),
    ...(change === 'untold' ? ['alert_transition is missing: it may be a beginning or an end.'] : []),
  ]
}

type Change = 'triggered' | 'warned' | 'silent' | 'recovered' | 'untold'

/** "Re-" is a reminder of the same. */
function changeOf(transition: string): Change | null {
  const word = transition.replace(/^re-/i, '').toLowerCase()
  if (/recovered|resolved|^ok$/.test(word)) return 'recovered'
  if (/no data|missing data/.test(word)) return 'silent'
  if (/^warn/.test(word)) return 'warned'
  return /^(triggered|alert|error|renotif)/.test(word) ? 'triggered' : null
}

type Event = Pick<AlertStatements, 'hosts' | 'severity'> & {
  title: string
  tags: readonly string[]
  change: Change
}

/** Silence is no outage: of what shows that the server lives it is a guess. */
function meaningFrom(fields: Fields, { title, tags, change, hosts, severity }: Event): AlertMeaning {
  const measured = [fields.alertmetric, fields.alertquery].map(plainLine).join(' ').slice(0, 1000)
  const isAsked = asked.test(measured)
  const isSign = isAsked || signOfLife.test(measured)
  const own = kindInTags(tags)
  if (!own && change === 'silent') return isSign ? guess('outage') : { kind: 'other', isGuess: false }
  const sentences = [withoutMarks(title)]
  const told = meaningBy(own, {
    verdict: isAsked ? 'down' : null,
    sentences,
    ...(hosts ? { hosts } : {}),
    severity,
  })
  const isUnsaid = told.kind === 'other' || (told.kind === 'outage' && told.isGuess)
  if (own || !isUnsaid)
    return change === 'untold' ? { ...told, isGuess: told.kind !== 'suspicious-file' } : told
  if (isSign) return guess('outage')
  return slowMetric.test(measured) ? guess('slowdown') : told
}

function guess(kind: 'outage' | 'slowdown'): AlertMeaning {
  return { kind, isGuess: true }
}

function severityFrom(
  { alertpriority, priority, alerttype }: Fields,
  title: string,
  change: Change,
): Severity {
  const inTitle = /^\[(P\d)\]/i.exec(title)?.[1]
  const level = plainLine(firstGiven(alertpriority, inTitle, priority)).toUpperCase()
  if (change === 'warned' || change === 'silent' || change === 'untold') return 'warning'
  if (level === 'P1' || level === 'P2') return 'critical'
  if (level === 'P3' || plainLine(alerttype).toLowerCase() === 'warning') return 'warning'
  return level === 'P4' || level === 'P5' || level === 'LOW' ? 'info' : 'critical'
}

function textOf({ textonlymsg, eventmsg, message, body }: Fields): string {
  const text = [textonlymsg, eventmsg, message, body].find(value => plainLine(value) !== '')
  return typeof text === 'string' ? text : ''
}
