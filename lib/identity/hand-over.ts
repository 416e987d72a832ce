import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import {
  clockSkewSeconds,
  type HandOverProblem,
  longestHandOverSeconds,
  ReaderGrant,
} from '#lib/rules/readers/readership.ts'

/** More than the longest grant takes. */
const longestToken = 16_384

const Claims = z.object({ jti: z.string().min(8).max(200), exp: z.number() })

/** id: its jti; until: when it opens nothing any more, the difference of clocks included. */
export type HandOver = { grant: ReaderGrant; id: string; until: Date }

/** What a hand-over of the hoster's panel says: a JWT by HS256 with one of these secrets, for this site, of minutes. */
export async function readHandOver(
  token: string,
  secrets: readonly string[],
  now: Date,
): Promise<HandOver | HandOverProblem> {
  if (token.length > longestToken) return 'unreadable'
  let problem: HandOverProblem = 'unsigned'
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience: env.SITE_URL,
        clockTolerance: clockSkewSeconds,
        currentDate: now,
        requiredClaims: ['exp', 'jti'],
      })
      return handOverOf(payload, now)
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      problem = problemOf(error)
      if (problem !== 'unsigned') return problem
    }
  }
  return problem
}

function handOverOf(payload: unknown, now: Date): HandOver | HandOverProblem {
  const claims = Claims.safeParse(payload).data
  const grant = ReaderGrant.safeParse(payload).data
  if (!claims || !grant) return 'unclear'
  const endsMs = claims.exp * 1000
  if (endsMs - now.getTime() > (longestHandOverSeconds + clockSkewSeconds) * 1000) return 'long'
  return { grant, id: claims.jti, until: new Date(endsMs + clockSkewSeconds * 1000) }
}

function problemOf(error: errors.JOSEError): HandOverProblem {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'unsigned'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'unsigned'
  if (error instanceof errors.JWTExpired) return 'late'
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'unreadable'
  return error.claim === 'aud' ? 'elsewhere' : 'unclear'
}
