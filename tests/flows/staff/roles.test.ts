import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { noteRefusal } from '#lib/flows/staff/note-refusal.ts'
import { auditActions, may } from '#lib/rules/staff/may.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testDatabase } from '#tests/support/database.ts'

let db: Database

beforeAll(async () => {
  db = (await testDatabase()).db
})

beforeEach(() => emptyTables(db, 'people', 'audit'))

const at = new Date('2026-11-30T12:00:00Z')

/** Whether somebody of this row may write the action down. */
async function isAllowed(staffId: string, action: (typeof auditActions)[number]): Promise<boolean> {
  try {
    await db.transaction(tx => writeAudit(tx, { at, staffId, action, subject: 'test' }))
    return true
  } catch (thrown) {
    if (thrown instanceof NotAllowed) return false
    throw thrown
  }
}

describe('what is done at the desk', () => {
  it.each(roles)('is written down for a %s where the table says so, and undone where not', async role => {
    const id = `the-${role}`
    await db.insert(staff).values({ id, role, name: role, email: `${role}@example.net` })
    for (const action of auditActions)
      expect([action, await isAllowed(id, action)]).toEqual([action, may(role, action)])
    const kept = await db.$count(audit)
    expect(kept).toBe(auditActions.filter(action => may(role, action)).length)
  })

  it('is refused to who is not of the staff any more, whatever they were', async () => {
    await db.insert(staff).values({ id: 'gone', role: 'owner', name: 'Eve', email: 'gone' })
    expect(await isAllowed('gone', 'write-update')).toBe(false)
    expect(await isAllowed('never', 'write-update')).toBe(false)
  })

  it('goes back whole with the line that is refused', async () => {
    await db.insert(staff).values({ id: 'sees', role: 'reader', name: 'Sees', email: 'sees@example.net' })
    const changed = db.transaction(async tx => {
      await tx.insert(staff).values({ id: 'new', name: 'New', email: 'new@example.net' })
      await writeAudit(tx, { at, staffId: 'sees', action: 'invite-colleague', subject: 'person new' })
    })
    await expect(changed).rejects.toThrow('invite-colleague: owner')
    expect((await db.select().from(staff)).map(row => row.id)).toEqual(['sees'])
  })

  it('is noted where it was refused, also to who was removed meanwhile', async () => {
    await db.insert(staff).values({ id: 'sees', role: 'reader', name: 'Sees', email: 'sees' })
    await noteRefusal(db, 'sees', new NotAllowed('write-update', 'responder', 'sees'), at)
    const facts = { asked: 'write-update', needs: 'responder' }
    expect(await db.select().from(audit)).toMatchObject([{ action: 'refused', staffId: 'sees', facts }])
  })
})
