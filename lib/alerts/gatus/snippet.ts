import { added } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

/** Gatus puts texts in as they are: in JSON a quotation mark from a site would break the body, in a form nothing can. */
const body = [
  'conditions=[RESULT_CONDITIONS]',
  'errors=[RESULT_ERRORS]',
  'description=[ALERT_DESCRIPTION]',
  'url=[ENDPOINT_URL]',
  'group=[ENDPOINT_GROUP]',
  'name=[ENDPOINT_NAME]',
  'state=[ALERT_TRIGGERED_OR_RESOLVED]',
].join('&')

export const gatusSnippet: Snippet = {
  title: 'Gatus',
  parts: ({ url, token }) => [
    'Where the file has a line alerting: already, leave the first of these lines out and put the rest right below it:',
    added(
      'config.yaml',
      'yaml',
      `alerting:
  custom:
    url: "${url}"
    method: POST
    headers:
      Authorization: "Bearer ${token}"
      Content-Type: application/x-www-form-urlencoded
    body: "${body}"
    default-alert:
      failure-threshold: 3
      success-threshold: 2
      send-on-resolved: true
`,
      'alerting',
    ),
    'To each endpoint, as far from the edge as its url:',
    added('config.yaml', 'yaml', '    alerts:\n      - type: custom\n', 'endpoint'),
    'An endpoint names its server by its url. Keep the order of the fields in the body.',
    'Where the url is a customer’s site, add server=… and, if need be, kind=… to the body by provider-override of that endpoint’s alert.',
    'send-on-resolved is needed: without it Gatus never says that something is well again. It says so once.',
    'A failing condition on [RESPONSE_TIME] alone is a slowdown; anything else is an outage.',
  ],
}
