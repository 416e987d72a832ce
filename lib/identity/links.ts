import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { hasStaff, isStaff, readLiveLinks } from '#db/reads/staff/desk-staff.ts'
import { isReaderOf } from '#db/reads/subscribers/subscribing.ts'
import { env } from '#lib/env.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import { later } from '#lib/rules/time/time.ts'
import { catchToken, getAuth, type LinkKind } from './auth.ts'

const setUpDays = 7
/** What the set-up link is for; there is one desk. */
const setUpSubject = 'desk'

/** More links than this at once help nobody; those that live are in the mailbox already. */
const mostLiveLinks = 5

/**
 * The link with which the first person sets up the desk, valid for 7 days and worth nothing once a person exists.
 * Returns null when one exists already.
 */
export async function firstRunLink(db: Database, now: Date): Promise<string | null> {
  if (await hasStaff(db)) return null
  const token = signLink(await readSecret(db), 'set-up', setUpSubject, later(now, setUpDays * 86_400))
  return `${env.SITE_URL}/desk/set-up/${token}`
}

/** Whose preferences a link opens at the hoster's own site, or null: it is old, not ours, or of a reader of a brand. */
export async function preferencesOf(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<string | null> {
  const link = verifyLink(await readSecret(db), 'preferences', token, now)
  if (!('subject' in link)) return null
  return (await isReaderOf(db, link.subject, null)) ? link.subject : null
}

/** What is wrong with a set-up link, or null: it may be used now. */
export async function checkSetUpLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<'invalid' | 'expired' | 'done' | null> {
  const result = verifyLink(await readSecret(db), 'set-up', token, now)
  if ('problem' in result) return result.problem
  return (await hasStaff(db)) ? 'done' : null
}

/**
 * A one-time sign-in link for a person of the staff; of the kind server it opens the desk without a passkey, too. Throws
 * when nobody has this address.
 */
export async function deskLink(db: Database, email: string, kind: LinkKind = 'mail'): Promise<string> {
  const address = email.trim().toLowerCase()
  if (!(await isStaff(db, address))) throw new Error(`Nobody at the desk has the address ${address}.`)
  return `${env.SITE_URL}/desk/enter/${await makeSignInToken(db, address, kind)}`
}

/** Whether a link is made for an address that a stranger typed: it is staff's, and not enough live links are in its mailbox. */
export async function mayAskLink(db: Database | Transaction, email: string, now: Date): Promise<boolean> {
  return (await isStaff(db, email)) && (await readLiveLinks(db, email, now)) < mostLiveLinks
}

/** A sign-in link for an address that a stranger typed, or null: it may not have one now. */
export async function askedLink(db: Database, email: string, now: Date): Promise<string | null> {
  return (await mayAskLink(db, email, now)) ? deskLink(db, email) : null
}

/** The token of a new sign-in link. */
export async function makeSignInToken(db: Database, email: string, kind: LinkKind = 'mail'): Promise<string> {
  const auth = await getAuth(db)
  const makeLink = () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
  const token = await catchToken(makeLink, kind)
  if (!token) throw new Error('The identity library made no link.')
  return token
}
