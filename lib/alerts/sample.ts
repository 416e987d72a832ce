/** A test alert as a tool would send it. */
export type SampleAlert = { format: string; body: unknown }

const fingerprint = 'allclear-test'
const summary = 'Test alert from the desk'

/** An outage of this server in the words of a tool; in our own where a tool's words are not at hand. */
export function sampleOf(format: string | null, hostname: string, now: Date): SampleAlert {
  if (format === 'alertmanager' || format === 'grafana')
    return { format, body: groupOf(format === 'grafana' ? '1' : '4', hostname, now) }
  const alert = {
    fingerprint,
    server: hostname,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary,
  }
  return { format: 'generic', body: { version: 1, alerts: [alert] } }
}

/** Alertmanager's webhook, which Grafana sends too under another version. */
function groupOf(version: string, hostname: string, now: Date) {
  const labels = { alertname: 'HostDown', instance: hostname, severity: 'critical' }
  const alert = {
    status: 'firing',
    labels,
    annotations: { summary },
    fingerprint,
    startsAt: now.toISOString(),
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
  }
  return {
    version,
    groupKey: '{}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'allclear',
    groupLabels: {},
    commonLabels: labels,
    commonAnnotations: { summary },
    externalURL: '',
    alerts: [alert],
  }
}
