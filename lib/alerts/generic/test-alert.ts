/** An outage of this server in our own schema, as a test. */
export function nativeTestAlert(hostname: string) {
  const alert = {
    fingerprint: 'allclear-test',
    server: hostname,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'Test alert from the desk',
  }
  return { version: 1, alerts: [alert] }
}
