import type { Fields } from '#lib/alerts/fields/fields.ts'
import { filledIn } from '#lib/alerts/fields/unfilled.ts'

/** As our own scripts name the server, and as those do that people write themselves. */
const fieldsOfHost = [
  '_host',
  'host',
  'hostname',
  'host_name',
  'server',
  'server_name',
  'fqdn',
  'node',
] as const

/** The server in a body that a script on it has made; none where no field names one. */
export function hostsNamed(fields: Fields): unknown[] {
  return fieldsOfHost.map(name => fields[name]).filter(value => filledIn(value) !== '')
}
