import { later } from '#lib/rules/time/time.ts'
import type { Signing, TokenMethod } from './source.ts'
import type { SourceRule } from './source-rule.ts'

/** What staff set of a source, whole. */
export type SourceSettings = {
  name: string
  format: string | null
  authentication: TokenMethod[]
  signing: Signing | null
  isDebounced: boolean
  boundServerIds: string[]
  defaultServerId: string | null
  agentServerId: string | null
  rules: SourceRule[]
  repeatSeconds: number | null
  neverResolves: boolean
  expectedEverySeconds: number | null
}

/** What a person wants of a source's signing. A secret is written, and never shown again. */
export type SigningWish = {
  scheme: Signing['scheme']
  /** null: keep the one that is there. */
  secret: string | null
  /** For Grafana: the header of the signature, and that of its time. */
  header: string
  timestampHeader: string | null
}

/** After a change of the secret the one before it is good for this long: as for a token. */
const graceHours = 24

/** The signing that a wish leads to. Returns null when it needs a secret and none is there. */
export function nextSigning(before: Signing | null, wish: SigningWish, now: Date): Signing | null {
  const kept = before?.scheme === wish.scheme ? before.secrets : []
  const secrets = wish.secret === null ? kept : withSecret(kept, wish.secret, now)
  if (secrets.length === 0) return null
  const { scheme, header, timestampHeader } = wish
  return scheme === 'grafana' ? { scheme, secrets, header, timestampHeader } : { scheme, secrets }
}

function withSecret(before: Signing['secrets'], value: string, now: Date): Signing['secrets'] {
  const [present] = before
  if (!present) return [{ value, until: null }]
  if (present.value === value) return before
  const until = later(now, graceHours * 3600).toISOString()
  return [
    { value, until: null },
    { value: present.value, until },
  ]
}

export type SecretProblem = 'too-long' | 'not-standard'

/** What is wrong with a signing secret as its scheme writes it, or null. */
export function problemOfSecret(scheme: Signing['scheme'], secret: string): SecretProblem | null {
  if (secret.length > 512) return 'too-long'
  if (scheme !== 'standard-webhooks') return null
  const [, bytes] = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/.exec(secret) ?? []
  return bytes ? null : 'not-standard'
}
