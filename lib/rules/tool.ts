/** What is known of a tool that a source is made for, as the start of the source's settings. */
export type Tool = {
  title: string
  /** It waits before it speaks: its outages are told at once. */
  isDebounced: boolean
  /** It never says that something is over. */
  neverResolves: boolean
}

const tool = (title: string, is: { debounced?: true; mute?: true } = {}): Tool => {
  return { title, isDebounced: is.debounced ?? false, neverResolves: is.mute ?? false }
}

/** By the last part of the address of its format: /api/alerts/alertmanager. */
export const tools: Readonly<Record<string, Tool>> = {
  alertmanager: tool('Prometheus Alertmanager', { debounced: true }),
  grafana: tool('Grafana', { debounced: true }),
  falco: tool('Falco', { mute: true }),
  wazuh: tool('Wazuh', { mute: true }),
  ossec: tool('OSSEC', { mute: true }),
  maldet: tool('Linux Malware Detect', { mute: true }),
  clamav: tool('ClamAV', { mute: true }),
  imunify: tool('Imunify360, ImunifyAV', { mute: true }),
  crowdsec: tool('CrowdSec', { mute: true }),
  nagios: tool('Nagios', { debounced: true }),
  icinga: tool('Icinga', { debounced: true }),
  zabbix: tool('Zabbix'),
  'uptime-kuma': tool('Uptime Kuma', { debounced: true }),
  gatus: tool('Gatus', { debounced: true }),
  healthchecks: tool('Healthchecks', { debounced: true }),
  netdata: tool('Netdata'),
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
