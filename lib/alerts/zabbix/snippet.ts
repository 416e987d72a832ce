import { saved } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet, SnippetAddress } from '#lib/alerts/snippet/snippet.ts'

/** What the script sends, and the macro that gives it. */
const parameters: readonly (readonly [string, string])[] = [
  ['eventid', '{EVENT.ID}'],
  ['eventvalue', '{EVENT.VALUE}'],
  ['eventupdate', '{EVENT.UPDATE.STATUS}'],
  ['event_source', '{EVENT.SOURCE}'],
  ['severity', '{EVENT.NSEVERITY}'],
  ['eventname', '{EVENT.NAME}'],
  ['opdata', '{EVENT.OPDATA}'],
  ['hostname', '{HOST.NAME}'],
  ['hostip', '{HOST.IP}'],
  ['triggerid', '{TRIGGER.ID}'],
  ['eventdate', '{EVENT.DATE}'],
  ['eventtime', '{EVENT.TIME}'],
  ['recoverydate', '{EVENT.RECOVERY.DATE}'],
  ['recoverytime', '{EVENT.RECOVERY.TIME}'],
  ['tags', '{EVENT.TAGS}'],
]

const script = String.raw`var params = JSON.parse(value);
var url = params.url;
var token = params.token;
delete params.url;
delete params.token;

// Dates are the server's local time: say how far that is from UTC on that day.
var given = /^(\d+)\.(\d+)\.(\d+) (\d+):(\d+):(\d+)$/.exec(params.eventdate + ' ' + params.eventtime);
if (given) {
  var minutes = -new Date(+given[1], given[2] - 1, +given[3], +given[4], +given[5], +given[6]).getTimezoneOffset();
  var two = function (number) { return (number < 10 ? '0' : '') + number; };
  var ahead = Math.abs(minutes);
  params.tz = (minutes < 0 ? '-' : '+') + two(Math.floor(ahead / 60)) + ':' + two(ahead % 60);
}

var request = new HttpRequest();
request.addHeader('Content-Type: application/json');
request.addHeader('Authorization: Bearer ' + token);
var answer = request.post(url, JSON.stringify(params));
if (request.getStatus() < 200 || request.getStatus() > 299) {
  throw 'Allclear answered ' + request.getStatus() + ': ' + answer;
}
return answer;`

const messages = ['PROBLEM', 'RECOVERY', 'UPDATE']

export const zabbixSnippet: Snippet = {
  title: 'Zabbix 6.0 and newer',
  parts: address => [
    'Save this, then Zabbix » Alerts (6.0: Administration) » Media types » Import:',
    saved('allclear.yaml', 'yaml', mediaType(address)),
    'Give the media type to a user who may read the hosts (any address as "Send to"), and send problems, recoveries and updates to that user in Alerts » Actions » Trigger actions.',
    'The host’s visible name or its address has to be one that we know. A tag kind:outage (slowdown, suspicious-file, reboot, other) says what a trigger is about where its name does not.',
    'Zabbix » Media types » Test needs values in place of the macros; left as they are, we answer that the source works.',
  ],
}

function mediaType({ url, token }: SnippetAddress): string {
  return `zabbix_export:
  version: '6.0'
  media_types:
    - name: Allclear
      type: WEBHOOK
      parameters:
${[['url', url] as const, ['token', token] as const, ...parameters].map(parameterLines).join('\n')}
      attempts: '10'
      attempt_interval: 30s
      script: |
${script.replace(/^(?=.)/gm, ' '.repeat(8))}
      message_templates:
${messages.map(messageLines).join('\n')}
`
}

function parameterLines([name, value]: readonly [string, string]): string {
  return `        - name: ${name}\n          value: '${value}'`
}

function messageLines(mode: string): string {
  return `        - event_source: TRIGGERS
          operation_mode: ${mode}
          subject: '{EVENT.NAME}'
          message: '{EVENT.NAME}'`
}
