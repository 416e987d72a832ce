import type { Database, Transaction } from '#db/client.ts'
import { readCompanyMember } from '#db/reads/sign-in/company.ts'
import { readStaff, type StaffMember } from '#db/reads/staff/desk-staff.ts'
import { linkCompany, setRoleOf } from '#db/writes/sign-in/company.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertStaffMember, lockStaff } from '#db/writes/staff/staff.ts'
import { env } from '#lib/env.ts'
import { type CompanyClaims, claimedAddress, claimedRole, type RoleMap } from '#lib/rules/staff/company.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

/** Which claim gives roles, and how. null: none does. */
export type CompanyRoles = { claim: string; map: RoleMap | null } | null

export const ownRoles: CompanyRoles = env.OIDC_ROLES_CLAIM
  ? { claim: env.OIDC_ROLES_CLAIM, map: env.OIDC_ROLES ?? null }
  : null

export type AdmittedMember = { id: string; email: string }

type Refused = { refused: 'company-no-email' | 'company-unverified' | 'company-unknown' }

const longestName = 80

/**
 * Who of the staff it is that the company knows so: by its own name for them, or else by the address that it vouches for.
 * Where its claim gives a role, they have that one from now on, and who is new is one of the staff; but the last owner
 * stays one. Whom an owner has removed the company does not bring back.
 */
export function admitCompanyMember(
  db: Database,
  { claims, all }: { claims: CompanyClaims; all: Record<string, unknown> },
  roles: CompanyRoles,
  now: Date,
): Promise<AdmittedMember | Refused> {
  const role = roles && claimedRole(all, roles.claim, roles.map)
  return db.transaction(async tx => {
    await lockStaff(tx)
    const staff = await readStaff(tx)
    const knownId = await readCompanyMember(tx, claims.iss, claims.sub)
    const known = staff.find(one => one.id === knownId)
    if (known) {
      await followRole(tx, known, { role, staff, now })
      return known
    }
    const address = claimedAddress(claims)
    if ('problem' in address) return { refused: `company-${address.problem}` }
    const { email } = address
    const same = staff.find(one => one.email === email)
    if (!same && (knownId !== null || role === null)) return { refused: 'company-unknown' }
    const member = same ?? (await add(tx, { claims, email, role: role ?? 'reader', now }))
    if (!member) return { refused: 'company-unknown' }
    await linkCompany(tx, { issuer: claims.iss, subject: claims.sub, staffId: member.id }, now)
    if (same) await followRole(tx, same, { role, staff, now })
    return member
  })
}

type NewMemberByCompany = { claims: CompanyClaims; email: string; role: DeskRole; now: Date }

async function add(
  tx: Transaction,
  { claims, email, role, now }: NewMemberByCompany,
): Promise<AdmittedMember | null> {
  const name = (claims.name?.replaceAll('\0', '').trim() || email).slice(0, longestName)
  const id = await insertStaffMember(tx, { name, email, role })
  if (id === null) return null
  const facts = { role, issuer: claims.iss }
  await writeAudit(tx, { at: now, staffId: null, action: 'add-by-company', subject: `person ${id}`, facts })
  return { id, email }
}

type Following = { role: DeskRole | null; staff: readonly StaffMember[]; now: Date }

async function followRole(tx: Transaction, member: StaffMember, following: Following): Promise<void> {
  const { role, staff, now } = following
  if (role === null || role === member.role) return
  const owners = staff.filter(one => one.role === 'owner')
  if (member.role === 'owner' && owners.length === 1) return
  await setRoleOf(tx, member.id, role, now)
  const facts = { before: member.role, after: role }
  const subject = `person ${member.id}`
  await writeAudit(tx, { at: now, staffId: null, action: 'change-role-by-company', subject, facts })
}
