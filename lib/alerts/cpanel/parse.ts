import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/identity.ts'
import { type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { type AlertMeaning, meaningOf } from '#lib/alerts/meaning/meaning.ts'
import { routine, testMessage } from '#lib/alerts/no-alert.ts'
import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'

/** The subject is written in the language of root's contact: the words of the locales that cPanel ships, and its signs. */
const failed =
  /⛔|❌|(?<!\p{L})(failed|failure|down|fehlgeschlagen|ausgefallen|échec|échoué|fallo|falló|fallido|error|falhou|falha|fallito|mislukt|misslyckades|mislykkedes|mislyktes|epäonnistui|niepowodzenie|eșuat|başarısız|sikertelen)(?![\p{L}\d])|сбой|ошибка|αποτυχία|失敗|失败|실패|נכשל|فشل/iu
const recovered =
  /✅|(?<!\p{L})(recovered|restored|wiederhergestellt|récupéré|rétabli|recuperado|restablecido|restaurado|ripristinato|hersteld|återställd|gendannet|gjenopprettet|palautunut|przywrócono|odzyskano|recuperat|kurtarıldı|helyreállt)(?![\p{L}\d])|восстановлен|ανακτήθηκε|復旧|回復|已恢复|已恢復|恢復|복구|שוחזר|استرداد/iu

/** What "Post to a URL" of WHM's Contact Manager posts: hostname, subject, body, application, event_name. */
export const parseCpanel: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the form of WHM's "Post to a URL".` }
  return { items: [readMessage(fields, receivedAt)], messageId: null }
}

function readMessage(fields: Fields, receivedAt: Date): ParsedItem {
  const application = plainLine(fields.application)
  const subject = plainLine(fields.subject).replace(/^\[[^\]]*\]\s*/, '')
  if (subject === '' && application === '')
    return rejected(
      'subject',
      `subject is ${quoted(fields.subject)}, but accepts the subject of a message of WHM.`,
    )
  const topic = topicOf(application, subject)
  if (
    !topic &&
    /\btest\b/i.test(`${application.replace(/::/g, ' ')} ${plainLine(fields.event_name)} ${subject}`)
  )
    return testMessage()
  if (!topic)
    return routine(
      `Application ${quoted(application)} speaks of accounts or updates, not of the server's health.`,
    )
  const hosts = [firstGiven(...hostsNamed(fields), /^\[([^\]]*)\]/.exec(plainLine(fields.subject))?.[1])]
  return reported(
    {
      source: 'cpanel',
      ...identityOn('cpanel', hosts, ...topic.identity),
      hosts,
      kind: topic.kind,
      isGuess: topic.isGuess ?? false,
      state: topic.isOver ? 'resolved' : 'firing',
      severity: topic.severity,
      summary: firstGiven(subject, application),
      details: fields.body,
      labels: { alertname: application, event: fields.event_name },
    },
    receivedAt,
  )
}

type Topic = { identity: string[]; kind: AlertKind; isGuess?: boolean; severity: Severity; isOver: boolean }

/** null: a message that says nothing of the server's health. Some are named by their class, some by their application. */
function topicOf(application: string, subject: string): Topic | null {
  const isOver = recovered.test(subject)
  const disk = /^diskcheck_(.*)_([a-z]+)$/.exec(application)
  const isBare = application === '' && (isOver || failed.test(subject)) && /:/.test(subject)
  if (isBare || application === 'chkservd::Notify' || application === 'chkservd') return serviceTopic(subject)
  if (disk)
    return { identity: ['diskcheck', disk[1] ?? ''], kind: 'other', severity: wordSeverity(disk[2]), isOver }
  if (application === 'Check::Hack')
    return { identity: [application], kind: 'suspicious-file', severity: 'critical', isOver }
  if (application === 'oomcheck' || application === 'chkservd::OOM')
    return { identity: ['chkservd::OOM'], kind: 'other', severity: 'warning', isOver }
  if (/^(chkservd|Check)::/.test(application))
    return { identity: [application], kind: 'other', severity: 'warning', isOver }
  return null
}

/** "FAILED: exim", "RECOVERED ✅: exim". A state that we cannot read never counts as an outage, nor as its end. */
function serviceTopic(subject: string): Topic {
  const service = /:\s*([^\s:]+)[^:]*$/.exec(subject)?.[1] ?? ''
  const isOver = recovered.test(subject)
  const isTold = isOver || failed.test(subject)
  return {
    identity: ['chkservd::Notify', service],
    ...(isTold ? meaningOfFailed(service) : { kind: 'other' }),
    severity: 'warning',
    isOver,
  }
}

/** chkservd has asked the service: what customers use does not answer. The rest of what it watches is cPanel's own. */
function meaningOfFailed(service: string): AlertMeaning {
  const named = meaningOf({ names: [service.replace(/-\d+$/, '')], severity: 'critical' })
  return named.kind === 'outage' ? { kind: 'outage', isGuess: false } : named
}

function wordSeverity(status: string | undefined): Severity {
  return status === 'critical' || status === 'failed' ? 'critical' : 'warning'
}
