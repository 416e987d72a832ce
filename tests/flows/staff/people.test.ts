import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { JobQueue, Jobs } from '#db/jobs.ts'
import { readInvitations } from '#db/reads/staff/invitations.ts'
import { apiTokens } from '#db/schema/api.ts'
import { audit, sessions, staff } from '#db/schema/staff.ts'
import { endMemberSessions } from '#lib/flows/sign-in/end-sessions.ts'
import { changeRole } from '#lib/flows/staff/change-role.ts'
import { inviteAgain, inviteStaff, revokeInvitation } from '#lib/flows/staff/invite-staff.ts'
import { findInvitation, joinDesk } from '#lib/flows/staff/join-desk.ts'
import { letIn } from '#lib/flows/staff/let-in.ts'
import { mailInvitation } from '#lib/flows/staff/mail-invitation.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { tellRemoval } from '#lib/flows/staff/tell-removal.ts'
import { enterDesk } from '#lib/identity/session.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const { db, boss, close } = await testSite()
afterAll(() => close())
const now = new Date()
const eve = {
  name: 'Eve',
  email: 'eve@example.net',
  role: 'responder' as const,
  words: 'Nights, please.',
  byStaffId: 'dana',
}

const mails: Mail[] = []
const send = async (mail: Mail) => {
  mails.push(mail)
  return { is: 'sent' as const, providerId: null }
}

async function person(id: string, role: DeskRole): Promise<void> {
  await db.insert(staff).values({ id, role, name: id, email: `${id}@example.net`, emailVerified: true })
}

async function jobsOf<Queue extends JobQueue>(queue: Queue): Promise<Jobs[Queue][]> {
  const found = await boss.findJobs<Jobs[Queue] & object>(queue)
  return found.map(job => job.data)
}

/** Sends what waits in the queue of invitations. Returns the token of the last link. */
async function readInvitation(at = now): Promise<string> {
  for (const job of await jobsOf('welcome-colleague')) await mailInvitation(db, job, at, send)
  return /\/desk\/join\/(\S+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}

const onlyInvitation = async () => (await readInvitations(db))[0]?.id ?? ''
const roleOf = async (id: string) => (await db.select().from(staff).where(eq(staff.id, id)))[0]?.role
const actions = async () => (await db.select().from(audit).orderBy(audit.sequence)).map(row => row.action)

beforeEach(async () => {
  await emptyTables(db, 'api_tokens', 'people', 'audit', 'verifications')
  await boss.deleteAllJobs('welcome-colleague')
  await boss.deleteAllJobs('tell-removal')
  mails.length = 0
  await person('dana', 'owner')
})

describe('an invitation', () => {
  it('is a mail with the words of who invites, whose link lets one person in with the role', async () => {
    expect(await inviteStaff(db, eve, now)).toBe('done')
    const token = await readInvitation()
    expect(mails).toMatchObject([
      { to: 'eve@example.net', subject: 'You are invited to the desk of Allclear' },
    ])
    expect(mails[0]?.text).toMatch(/dana has invited you[\s\S]*Nights, please\./)
    expect(await findInvitation(token, now, db)).toMatchObject({ name: 'Eve', byName: 'dana' })
    const tries = await Promise.all([1, 2, 3].map(() => joinDesk(token, now, db)))
    const joined = tries.filter(outcome => 'signInToken' in outcome)
    expect(joined).toHaveLength(1)
    const [row] = await db.select().from(staff).where(eq(staff.email, eve.email))
    expect(row).toMatchObject({ role: 'responder', name: 'Eve' })
    expect(await enterDesk(joined[0]?.signInToken ?? '', new Headers(), db)).not.toBeNull()
    expect(await joinDesk(token, now, db)).toEqual({ problem: 'gone' })
    expect(await actions()).toEqual(['invite-colleague', 'join-desk'])
    expect(await inviteStaff(db, eve, now)).toBe('address-taken')
  })

  it('ends after seven days, can be sent again, and be taken back', async () => {
    await inviteStaff(db, eve, now)
    expect(await inviteStaff(db, eve, now)).toBe('asked-already')
    const token = await readInvitation()
    const after = later(now, 7 * 86_400 + 1)
    expect(await joinDesk(token, after, db)).toEqual({ problem: 'expired' })
    await boss.deleteAllJobs('welcome-colleague')
    const asked = { invitationId: await onlyInvitation(), byStaffId: 'dana' }
    expect(await inviteAgain(db, asked, after)).toBe('done')
    const again = await readInvitation(after)
    expect(new Set(mails.map(mail => mail.key)).size).toBe(2)
    expect(await findInvitation(again, after, db)).toMatchObject({ email: eve.email })
    expect(await revokeInvitation(db, asked, after)).toBe('done')
    expect(await revokeInvitation(db, asked, after)).toBe('gone')
    expect(await joinDesk(again, after, db)).toEqual({ problem: 'gone' })
    expect(await inviteAgain(db, asked, after)).toBe('gone')
    mails.length = 0
    await readInvitation(after)
    expect(mails).toEqual([])
  })

  it('is none that we did not sign, and none of anybody but an owner', async () => {
    for (const token of ['', 'x', 'a.b.c', `${await onlyInvitation()}.zzzzzz.forged`])
      expect(await joinDesk(token, now, db)).toEqual({ problem: 'invalid' })
    await person('ed', 'editor')
    await expect(inviteStaff(db, { ...eve, byStaffId: 'ed' }, now)).rejects.toThrow(NotAllowed)
    expect(await readInvitations(db)).toEqual([])
    expect(await jobsOf('welcome-colleague')).toEqual([])
  })
})

describe('a role', () => {
  const give = (personId: string, role: DeskRole, byStaffId: string) =>
    changeRole(db, { personId, role, byStaffId }, now)

  it('is given by owners alone, and written down with what it was', async () => {
    await person('ed', 'editor')
    await expect(give('ed', 'owner', 'ed')).rejects.toThrow(NotAllowed)
    expect(await roleOf('ed')).toBe('editor')
    expect(await give('ed', 'editor', 'dana')).toBe('same')
    expect(await give('ed', 'owner', 'dana')).toBe('done')
    expect(await give('nobody', 'owner', 'dana')).toBe('gone')
    const [line] = await db.select().from(audit)
    expect(line).toMatchObject({
      action: 'change-role',
      subject: 'person ed',
      facts: { before: { role: 'editor' }, after: { role: 'owner' } },
    })
  })

  it('takes the keys from who is no owner any more: they are revoked, or become those of who asks', async () => {
    await person('ann', 'owner')
    await person('eva', 'owner')
    const key = { tokenHash: 'x', scopes: [] }
    await db.insert(apiTokens).values({ ...key, name: 'Billing', ownerId: 'ann' })
    await db.insert(apiTokens).values({ ...key, name: 'Panel', tokenHash: 'y', ownerId: 'eva' })
    const change = { role: 'editor' as const, byStaffId: 'dana' }
    expect(await changeRole(db, { ...change, personId: 'ann', keys: 'take' }, now)).toBe('done')
    expect(await changeRole(db, { ...change, personId: 'eva' }, now)).toBe('done')
    const left = await db.select({ name: apiTokens.name, ownerId: apiTokens.ownerId }).from(apiTokens)
    expect(left).toEqual([{ name: 'Billing', ownerId: 'dana' }])
    expect(await actions()).toEqual(['change-role', 'give-keys', 'change-role', 'revoke-api-token'])
  })

  it('of the last owner stays, and an owner may step back once there is another', async () => {
    expect(await give('dana', 'editor', 'dana')).toBe('last-owner')
    await person('ann', 'owner')
    expect(await give('dana', 'editor', 'dana')).toBe('done')
    expect(await give('ann', 'reader', 'ann')).toBe('last-owner')
  })

  it('is kept by one of two owners who demote each other at the same moment', async () => {
    await person('ann', 'owner')
    const both = await Promise.all([give('ann', 'reader', 'dana'), give('dana', 'reader', 'ann')])
    expect(both.sort()).toEqual(['done', 'last-owner'])
    expect([await roleOf('dana'), await roleOf('ann')].sort()).toEqual(['owner', 'reader'])
  })

  it('lets one of two owners stay who step back at the same moment', async () => {
    await person('ann', 'owner')
    const both = await Promise.all([give('ann', 'reader', 'ann'), give('dana', 'reader', 'dana')])
    expect(both.sort()).toEqual(['done', 'last-owner'])
  })
})

describe('a colleague who is removed', () => {
  it('has no session any more, and the other owners are mailed', async () => {
    await person('ann', 'owner')
    await person('ed', 'editor')
    await person('res', 'responder')
    await db.insert(sessions).values({ id: 's', userId: 'ed', token: 't', expiresAt: later(now, 60) })
    await expect(removeStaffMember(db, 'ed', 'res', now)).rejects.toThrow(NotAllowed)
    expect(await db.$count(sessions)).toBe(1)
    expect(await removeStaffMember(db, 'ed', 'dana', now)).toBe('done')
    expect(await db.$count(sessions)).toBe(0)
    for (const job of await jobsOf('tell-removal')) await tellRemoval(db, job, send)
    expect(mails).toMatchObject([
      { to: 'ann@example.net', subject: 'ed was removed from the desk of Allclear' },
    ])
    expect(mails[0]?.text).toContain('dana has removed ed')
  })
})

describe('the sessions of a colleague', () => {
  it('are ended by an owner, and they may sign in again', async () => {
    await person('ed', 'editor')
    const session = { userId: 'ed', expiresAt: later(now, 60) }
    await db.insert(sessions).values(['a', 'b'].map(id => ({ ...session, id, token: id })))
    await db.insert(sessions).values({ ...session, id: 'c', token: 'c', userId: 'dana' })
    const end = (personId: string, byStaffId: string) => endMemberSessions(db, { personId, byStaffId }, now)
    await expect(end('dana', 'ed')).rejects.toThrow(NotAllowed)
    expect(await end('ed', 'dana')).toBe(2)
    expect(await end('nobody', 'dana')).toBe('gone')
    expect((await db.select().from(sessions)).map(({ id }) => id)).toEqual(['c'])
    expect(await roleOf('ed')).toBe('editor')
    const [line] = await db.select().from(audit)
    expect(line).toMatchObject({
      action: 'end-colleague-sessions',
      subject: 'person ed',
      facts: { count: 2 },
    })
  })
})

describe('a link from the server itself', () => {
  it('is made for who is locked out, and written down', async () => {
    const made = await letIn(db, 'DANA@example.net', now)
    if (!('link' in made)) throw new Error('no link')
    expect(await enterDesk(made.link.split('/').at(-1) ?? '', new Headers(), db)).not.toBeNull()
    expect(await db.select().from(audit)).toMatchObject([{ action: 'make-desk-link', staffId: null }])
  })

  it('is not made for anybody else, but the owners are named', async () => {
    for (const typed of ['', 'nobody@example.net', '%'])
      expect(await letIn(db, typed, now)).toEqual({ owners: ['dana (dana@example.net)'] })
    expect(await db.$count(audit)).toBe(0)
  })
})
