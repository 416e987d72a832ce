import type { FoundServer } from '#db/reads/servers/findable.ts'
import { type OpenFor, readOpenFor } from '#db/reads/servers/open-for.ts'
import { env } from '#lib/env.ts'
import { type Finding, findServer } from '#lib/flows/servers/find-server.ts'
import { sharedOnce } from '#lib/shared.ts'
import { clientAddress, createRateLimit } from '#lib/turns/rate-limit.ts'

/** The answer to "is mine affected?": what was found, and what is open there. */
export type FoundVerdict = { finding: Finding; open: OpenFor; now: Date }

/** Each look costs up to ten questions to DNS. An office shares one network. One limit for all pages that look. */
const limit = sharedOnce('find-limit', () =>
  createRateLimit({
    address: { burst: 12, perMinute: 12 },
    network: { burst: 60, perMinute: 60 },
  }),
)

/** Says how it is with what somebody typed. Nothing of it is stored. */
export async function askVerdict(typed: string, headers: Headers, now: Date): Promise<FoundVerdict> {
  const from = clientAddress(headers, env.TRUSTED_PROXIES)
  const finding = await findServer(typed, now, undefined, { mayAsk: () => limit.take(from, now) })
  return {
    finding,
    open: await readOpenFor(
      serversOf(finding).map(server => server.id),
      now,
    ),
    now,
  }
}

/** The servers that an answer is about. */
export function serversOf(finding: Finding): FoundServer[] {
  if (finding.is === 'server') return [finding.server]
  return finding.is === 'domain' ? finding.places.map(place => place.server) : []
}

/** The address of a verdict; null where nothing was looked for. */
export function verdictPath(finding: Finding): string | null {
  if (finding.is === 'nothing' || finding.is === 'unclear') return null
  const name = finding.is === 'server' ? finding.server.hostname : finding.name
  return `/is/${encodeURIComponent(name)}`
}
