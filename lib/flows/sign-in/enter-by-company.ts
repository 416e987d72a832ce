import { z } from 'zod'
import { type Database, getDatabase } from '#db/client.ts'
import { claimAsk } from '#db/writes/sign-in/asks.ts'
import { hashCookieToken, sentCookie } from '#lib/identity/browser-cookie.ts'
import { askCompany, type Company, ownCompany } from '#lib/identity/company.ts'
import { makeSignInToken } from '#lib/identity/links.ts'
import { enterDesk, type SessionCookie } from '#lib/identity/session.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { log } from '#lib/log/log.ts'
import { isStrongLogin } from '#lib/rules/staff/company.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'
import {
  type AdmittedMember,
  admitCompanyMember,
  type CompanyRoles,
  ownRoles,
} from './admit-company-member.ts'
import { doorLimit, senderOf } from './door-limit.ts'
import { refuseSignIn, type SignInRefusal } from './refuse-sign-in.ts'
import { settleSignIn } from './settle-sign-in.ts'
import { companyCookie } from './start-company.ts'

const ownLimit = doorLimit('company')

const Kept = z.object({ nonce: z.string(), verifier: z.string(), path: z.string().nullable() })

/** query: with which the company sent the browser back. */
export type Returned = { query: URLSearchParams; headers: Headers }

type Parts = { db?: Database; company?: Company | null; roles?: CompanyRoles; limit?: RateLimit }

/** path: the page of the desk that was asked for; null: the first. */
export type CompanyEntry = { cookies: SessionCookie[]; path: string | null } | { refused: SignInRefusal }

/**
 * Signs in who comes back from the company: whom it knows, whose address it vouches for, and, where its claim gives a role,
 * who is new. Each coming back counts once, in the browser that left, within ten minutes.
 */
export async function enterByCompany(
  returned: Returned,
  now: Date,
  { db = getDatabase(), company = ownCompany, roles = ownRoles, limit = ownLimit }: Parts = {},
): Promise<CompanyEntry> {
  const { headers } = returned
  const sender = senderOf(headers)
  if (!limit.take(sender, now)) return { refused: 'often' }
  const entered = company ? await enter(returned, now, { db, company, roles }) : refused('company-failed')
  if ('refused' in entered) await refuseSignIn(db, { why: entered.refused, headers, personId: null }, now)
  else limit.giveBack(sender)
  return entered
}

const refused = (why: SignInRefusal): CompanyEntry => ({ refused: why })

type Asked = { db: Database; company: Company; roles: CompanyRoles }

async function enter({ query, headers }: Returned, now: Date, asked: Asked): Promise<CompanyEntry> {
  const { db, company, roles } = asked
  const state = query.get('state') ?? ''
  if (state === '' || state !== sentCookie(headers, companyCookie)) return refused('company-failed')
  const kept = await db.transaction(tx =>
    claimAsk(tx, { kind: 'company', hash: hashCookieToken(state) }, now),
  )
  if (kept === null) return refused('company-failed')
  const { nonce, verifier, path } = Kept.parse(JSON.parse(kept))
  const stated = await askCompany(company, query, { state, nonce, verifier }).catch((error: Error) => {
    log.warn(`a sign-in by ${company.issuer} was refused: ${error.message}${causeOf(error)}`)
    return null
  })
  if (!stated) return refused('company-failed')
  const member = await admitCompanyMember(db, stated, roles, now)
  if ('refused' in member) return member
  const proof = isStrongLogin(stated.claims) ? 'company-strong' : 'company'
  return signIn(member, { db, headers, now, proof, path: deskPath(path) })
}

type Signing = {
  db: Database
  headers: Headers
  now: Date
  proof: 'company' | 'company-strong'
  path: string | null
}

async function signIn(member: AdmittedMember, signing: Signing): Promise<CompanyEntry> {
  const { db, headers, now, proof, path } = signing
  const entered = await enterDesk(await makeSignInToken(db, member.email), headers, db)
  const cookies = entered && (await settleSignIn(db, entered, { proof, headers, now }))
  return cookies ? { cookies, path } : refused('company-unknown')
}

/** What the library found wrong stands in its cause. */
function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : ''
}
