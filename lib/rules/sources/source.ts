import { z } from 'zod'
import { SourceRule } from './source-rule.ts'

/** Where a request may carry its token: a header, the address, or a field of a form. */
export const tokenMethods = ['bearer', 'basic', 'path', 'query', 'form'] as const
export type TokenMethod = (typeof tokenMethods)[number]

/** A signing secret is kept readable, because both sides compute with it. until: null while it is the present one. */
const secret = (value: z.ZodString) => z.object({ value, until: z.iso.datetime().nullable() })
/** The present one first; during a rotation the one before it, too. */
const secrets = (value: z.ZodString) => z.array(secret(value)).min(1).max(2)
const AnySecret = z.string().min(8).max(512)
/** At least 24 bytes (Standard Webhooks). */
const StandardSecret = z.string().regex(/^(whsec_)?[A-Za-z0-9+/]{32,88}={0,2}$/)
const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)

/** How the source signs its requests. A signed source is never believed without a right signature. */
export const Signing = z.discriminatedUnion('scheme', [
  /** Secrets as whsec_<base64>. */
  z.object({ scheme: z.literal('standard-webhooks'), secrets: secrets(StandardSecret) }),
  /** With a timestamp header the signature covers `<seconds>:<body>`; without one it can be replayed for ever. */
  z.object({
    scheme: z.literal('grafana'),
    secrets: secrets(AnySecret),
    header: HeaderName.default('X-Grafana-Alerting-Signature'),
    timestampHeader: HeaderName.nullable().default(null),
  }),
  z.object({ scheme: z.literal('pagerduty'), secrets: secrets(AnySecret) }),
])
export type Signing = z.infer<typeof Signing>

/** The rules of one source, in their order: the first that fits counts. */
export const mostRules = 200
export const SourceRules = z.array(SourceRule).max(mostRules)

/** Whom a source may speak for and means when it names nobody. An agent speaks for its own server alone. */
export type SourceReach = {
  boundServerIds: readonly string[]
  defaultServerId: string | null
  agentServerId: string | null
}

/** The servers that a source may speak for; empty: all. */
export function boundTo(source: SourceReach): readonly string[] {
  return source.agentServerId ? [source.agentServerId] : source.boundServerIds
}

/** The server that is meant when the caller names none: a single bound one needs no setting. */
export function standInFor(source: SourceReach): string | null {
  const bound = boundTo(source)
  return source.agentServerId ?? source.defaultServerId ?? (bound.length === 1 ? (bound[0] ?? null) : null)
}
