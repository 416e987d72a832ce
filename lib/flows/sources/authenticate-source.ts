import type { Database } from '#db/client.ts'
import { isDatabaseAway } from '#db/is-away.ts'
import { type FoundSource, findSources, readSigningSources, type Source } from '#db/reads/sources/sources.ts'
import type { Credential } from '#lib/alerts/request/credentials.ts'
import { checkSignature, isSigned } from '#lib/alerts/request/signature.ts'
import { hashToken, isSameSecret } from '#lib/alerts/request/token.ts'
import type { HeaderFields } from '#lib/body/incoming.ts'
import { recallSigners, recallSource } from '#lib/flows/spool/remember-sources.ts'
import { mapFairly } from '#lib/limits/fair-queue.ts'
import { type Gathered, gather } from '#lib/limits/gather.ts'
import { logSecurity } from '#lib/log/security.ts'
import { latest } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'

/** What a signature is checked against: the bytes as they came. */
export type Signed = { headers: HeaderFields; bytes: Buffer }
/** serversVersion: of the servers when the source was looked up; null or left out: nobody has asked for it. */
export type Authenticated = { source: Source; serversVersion?: string | null } | { refused: string }

/** isPatient: it may wait for others who ask, and be looked for with them. withServers: the version of the servers is asked for too. */
export type Lookup = { isPatient?: boolean; withServers?: boolean }

/** The source that these tokens name, in a place that it allows. Otherwise why not, as a sentence. */
export async function findByTokens(
  db: Database,
  credentials: readonly Credential[],
  now: Date,
  lookup: Lookup = {},
): Promise<Authenticated> {
  let reason = 'The token is missing. Send "Authorization: Bearer …" with the token of a source.'
  for (const { method, token } of credentials) {
    const found = await findByToken(db, token, now, lookup)
    if (!found) reason = 'No source has this token. Look it up or rotate it at the desk.'
    else if (!found.source.authentication.includes(method))
      reason = `This source takes no token by ${method}. Choose the places of its token at the desk.`
    else return found
  }
  return { refused: reason }
}

async function findByToken(
  db: Database,
  token: string,
  now: Date,
  { isPatient = false, withServers = false }: Lookup,
): Promise<Extract<Authenticated, { source: Source }> | null> {
  const hash = hashToken(token)
  const asked = finderOf(db, isPatient)({ hash, now, withServers })
  const found = await asked.catch(error => recalled(hash, now, error))
  // The index has found it by its hash; this compares once more without telling by its time how much is right.
  const { tokenHash = '', previousTokenHash = '' } = found?.source ?? {}
  const isOurs = isSameSecret(hash, tokenHash) || isSameSecret(hash, previousTokenHash ?? '')
  return found && isOurs ? found : null
}

/** Whom the database named when it could be asked. Whom it did not may be new, and is no stranger for sure. */
function recalled(hash: string, now: Date, error: unknown): { source: Source } {
  const source = isDatabaseAway(error) ? recallSource(hash, now) : null
  if (!source) throw error
  return { source }
}

type Asked = { hash: string; now: Date; withServers: boolean }

const patient = new WeakMap<Database, Gathered<Asked, FoundSource | undefined>>()
const impatient = new WeakMap<Database, Gathered<Asked, FoundSource | undefined>>()
/** Tokens that are looked for together. */
const mostTogether = 100

/** Those who come while others are looked for are looked for together; the patient wait for company. */
function finderOf(db: Database, isPatient: boolean): Gathered<Asked, FoundSource | undefined> {
  const finders = isPatient ? patient : impatient
  const finder =
    finders.get(db) ??
    gather(
      async (asked: readonly Asked[]) => {
        const hashes = asked.map(({ hash }) => hash)
        // By the latest moment: a token that has ended by then is good for none of them.
        const now = latest(asked.map(each => each.now))
        const withServers = asked.some(each => each.withServers)
        const found = await findSources(db, hashes, now, withServers)
        return hashes.map(hash => found.get(hash))
      },
      {
        most: mostTogether,
        isOwnFault: () => false,
        leastGapMs: () => (isPatient ? (getShared().heartbeatGapMs ?? 0) : 0),
      },
    )
  finders.set(db, finder)
  return finder
}

/** A source that signs is never believed by its token alone. */
export function believe(source: Source, { headers, bytes }: Signed, now: Date): Authenticated {
  const fault = source.signing ? checkSignature(source.signing, { headers, bytes, now }) : null
  if (!fault) return { source }
  logSecurity('signature-wrong', { sourceId: source.id })
  return { refused: `This source signs its requests: ${fault}.` }
}

/** The sources whose signature a request may carry, because it may carry no token at all. */
export async function readSigners(db: Database, headers: HeaderFields): Promise<Source[]> {
  const signing = await readSigningSources(db).catch((error: unknown) => {
    if (isDatabaseAway(error) && recallSigners().length > 0) return recallSigners()
    throw error
  })
  return signing.filter(source => source.signing && isSigned(source.signing, headers))
}

/** The one of these sources whose signature is right. Each check reads all of the body, so others are served in between. */
export async function findBySignature(
  signers: readonly Source[],
  signed: Signed,
  now: Date,
): Promise<Authenticated> {
  const found = await mapFairly(signers, source => believe(source, signed, now))
  const refusals = found.flatMap(each => ('refused' in each ? [each.refused] : []))
  return found.find(each => 'source' in each) ?? { refused: refusals.at(-1) ?? 'The signature is missing.' }
}
