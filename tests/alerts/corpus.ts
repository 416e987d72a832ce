import { formatNames } from '#lib/alerts/tools.ts'
import * as tools from './fixtures/bodies.ts'
import * as monitors from './fixtures/monitor-bodies.ts'
import { sample } from './parsed.ts'
import { sampleRequests } from './requests.ts'

/** Which format a body of the fixtures is of, by the beginning of its name. */
const ownNames: Record<string, string> = { falcosidekick: 'falco', kuma: 'uptime-kuma', ocsf: 'generic' }

/** All usual bodies, by format: the samples and the fixtures. */
export function corpus(): ReadonlyMap<string, readonly unknown[]> {
  const samples = sampleRequests().flatMap(({ place, file }) =>
    place ? [{ format: place.format, body: sample(file) }] : [],
  )
  const fixtures = Object.entries({ ...tools, ...monitors }).map(([name, body]) => ({
    format: formatOf(name),
    body,
  }))
  const byFormat = Map.groupBy([...samples, ...fixtures], ({ format }) => format)
  return new Map([...byFormat].map(([format, bodies]) => [format, bodies.map(({ body }) => body)]))
}

function formatOf(name: string): string {
  const own = Object.entries(ownNames).find(([beginning]) => name.startsWith(beginning))?.[1]
  const format = own ?? formatNames().find(format => name.startsWith(format))
  if (!format) throw new Error(`${name} is of no known format.`)
  return format
}
