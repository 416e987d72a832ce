import type { Database } from '#db/client.ts'
import { findSource, readSigningSources, type Source } from '#db/reads/sources.ts'
import type { Credential } from '#lib/alerts/credentials.ts'
import { checkSignature, isSigned } from '#lib/alerts/signature.ts'
import { hashToken, isSame } from '#lib/alerts/token.ts'

export type Evidence = { credentials: readonly Credential[]; headers: Headers; bytes: Buffer }
export type Authenticated = { source: Source } | { refused: string }

/**
 * The source that a request comes from: by its token, in a place that the source allows, or by its signature.
 * A source that signs is never believed by its token alone. Otherwise why not, as a sentence.
 */
export async function authenticateSource(
  db: Database,
  evidence: Evidence,
  now: Date,
): Promise<Authenticated> {
  let reason = 'The token is missing. Send "Authorization: Bearer …" with the token of a source.'
  for (const { method, token } of evidence.credentials) {
    const source = await findByToken(db, token, now)
    if (!source) reason = 'No source has this token. Look it up or rotate it at the desk.'
    else if (!source.authentication.includes(method))
      reason = `This source takes no token by ${method}. Choose the places of its token at the desk.`
    else return believe(source, evidence, now)
  }
  return (await findBySignature(db, evidence, now)) ?? { refused: reason }
}

async function findByToken(db: Database, token: string, now: Date): Promise<Source | null> {
  const hash = hashToken(token)
  const source = await findSource(db, hash, now)
  // The index has found it by its hash; this compares once more without telling by its time how much is right.
  const isOurs = source && (isSame(hash, source.tokenHash) || isSame(hash, source.previousTokenHash ?? ''))
  return isOurs ? source : null
}

function believe(source: Source, { headers, bytes }: Evidence, now: Date): Authenticated {
  const fault = source.signing ? checkSignature(source.signing, { headers, bytes, now }) : null
  return fault ? { refused: `This source signs its requests: ${fault}.` } : { source }
}

/** A signed request may carry no token at all. */
async function findBySignature(
  db: Database,
  { headers, bytes }: Evidence,
  now: Date,
): Promise<Authenticated | null> {
  const candidates = (await readSigningSources(db)).filter(
    source => source.signing && isSigned(source.signing, headers),
  )
  if (candidates.length === 0) return null
  let fault = ''
  for (const source of candidates) {
    const own = source.signing ? checkSignature(source.signing, { headers, bytes, now }) : null
    if (own === null) return { source }
    fault = own
  }
  return { refused: `The signature is not right: ${fault}.` }
}
