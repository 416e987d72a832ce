import type { Database } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { deskLink } from '#lib/identity/links.ts'

/** owners: who may be asked for, each as "Dana (dana@example.net)"; none: the desk was never set up. */
export type LetIn = { link: string; name: string; minutes: number } | { owners: string[] }

/** A sign-in link for one of the staff who is locked out, asked for on the server itself, which is written down. */
export async function letIn(db: Database, typed: string, now: Date): Promise<LetIn> {
  const address = typed.toLowerCase()
  const all = await readStaff(db)
  const member = all.find(({ email }) => email === address)
  if (!member)
    return {
      owners: all.filter(({ role }) => role === 'owner').map(({ name, email }) => `${name} (${email})`),
    }
  const subject = `person ${member.id}`
  await db.transaction(tx => writeAudit(tx, { at: now, staffId: null, action: 'make-desk-link', subject }))
  return { link: await deskLink(db, address, 'server'), name: member.name, minutes: linkMinutes }
}
