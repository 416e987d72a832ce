/** An outage of this server as Alertmanager's webhook says it, which Grafana sends too under another version. */
export function testGroup(version: string, hostname: string, now: Date) {
  const summary = 'Test alert from the desk'
  const labels = { alertname: 'HostDown', instance: hostname, severity: 'critical' }
  const alert = {
    status: 'firing',
    labels,
    annotations: { summary },
    fingerprint: 'allclear-test',
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
