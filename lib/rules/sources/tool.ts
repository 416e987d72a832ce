/** What is known of a tool that a source is made for, as the start of the source's settings. */
export type Tool = {
  title: string
  /** It waits before it speaks: its outages are told at once. */
  isDebounced: boolean
  /** It never says that something is over. */
  neverResolves: boolean
  /** How it can lose the word that something is over, as a sentence for staff; null: no such way is known. */
  losesEnds: string | null
  /** How often it says again what still fires, unless it is set otherwise; null: it says it once. */
  repeatSeconds: number | null
}

type Facts = { debounced?: true; mute?: true; losesEnds?: string; repeatSeconds?: number }

const tool = (title: string, is: Facts = {}): Tool => {
  return {
    title,
    isDebounced: is.debounced ?? false,
    neverResolves: is.mute ?? false,
    losesEnds: is.losesEnds ?? (is.mute ? 'It never says that something is over.' : null),
    repeatSeconds: is.repeatSeconds ?? null,
  }
}

/** The repeat_interval of Alertmanager and of Grafana, unless it is set. */
const fourHours = 14_400

/** By the last part of the address of its format: /api/alerts/alertmanager. */
export const tools: Readonly<Record<string, Tool>> = {
  alertmanager: tool('Prometheus Alertmanager', {
    debounced: true,
    repeatSeconds: fourHours,
    losesEnds: 'What ends while it is silenced or inhibited is never said to be over.',
  }),
  grafana: tool('Grafana', {
    debounced: true,
    repeatSeconds: fourHours,
    losesEnds: 'What ends while it is silenced is never said to be over.',
  }),
  falco: tool('Falco', { mute: true }),
  wazuh: tool('Wazuh', { mute: true }),
  ossec: tool('OSSEC', { mute: true }),
  maldet: tool('Linux Malware Detect', { mute: true }),
  clamav: tool('ClamAV', { mute: true }),
  imunify: tool('Imunify360, ImunifyAV', { mute: true }),
  crowdsec: tool('CrowdSec', { mute: true }),
  nagios: tool('Nagios', {
    debounced: true,
    losesEnds: 'It says an end once, and not again when it was lost.',
  }),
  icinga: tool('Icinga', {
    debounced: true,
    losesEnds: 'It says an end once, and not again when it was lost.',
  }),
  zabbix: tool('Zabbix'),
  'uptime-kuma': tool('Uptime Kuma', { debounced: true }),
  gatus: tool('Gatus', { debounced: true }),
  healthchecks: tool('Healthchecks', { debounced: true }),
  netdata: tool('Netdata', {
    losesEnds: 'After a reload or a restart it may never say that an alert is over.',
  }),
  cpanel: tool('cPanel and WHM'),
  csf: tool('ConfigServer Firewall', { mute: true }),
  datadog: tool('Datadog'),
  pagerduty: tool('PagerDuty'),
  opsgenie: tool('Opsgenie'),
  uptimerobot: tool('UptimeRobot'),
  betterstack: tool('Better Stack'),
  pingdom: tool('Pingdom'),
  statuscake: tool('StatusCake'),
  generic: tool('anything that can post JSON', { debounced: true }),
}

/** The tool of a source as people know it. */
export function toolTitle(format: string | null): string {
  if (format === null) return 'any tool'
  return (Object.hasOwn(tools, format) ? tools[format]?.title : undefined) ?? format
}

/** How a source of this format can lose the word that something is over, or null. */
export function lostEndsOf(format: string | null): string | null {
  return format !== null && Object.hasOwn(tools, format) ? (tools[format]?.losesEnds ?? null) : null
}
