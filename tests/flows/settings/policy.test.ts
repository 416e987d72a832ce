import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { settings } from '#db/schema/setting.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { changePolicy } from '#lib/flows/settings/change-policy.ts'
import { defaultPolicy, policyFields } from '#lib/rules/policy/policy.ts'
import { changesOf, readPolicyTexts } from '#lib/rules/policy/policy-change.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')

let nudges = 0
setShared({ ...getShared(), nudge: () => void nudges++ })
let staffId: string

beforeEach(async () => {
  await emptyTables(db, 'people', 'audit')
  await db.delete(settings).where(eq(settings.key, 'policy'))
  const [staffMember] = await db.insert(staff).values({ name: 'Dana', email: 'dana@example.net' }).returning()
  staffId = staffMember?.id ?? ''
  nudges = 0
})

const calmer = { ...defaultPolicy, clearSeconds: 600 }

describe('changing the policy', () => {
  it('puts it in force, keeps only what differs from the defaults, and asks for a decision', async () => {
    expect(await changePolicy(db, { seen: '{}', policy: calmer, staffId }, now)).toBe(true)
    expect(await readPolicy(db)).toEqual(calmer)
    const [row] = await db.select().from(settings).where(eq(settings.key, 'policy'))
    expect(row?.value).toEqual({ clearSeconds: 600 })
    expect(nudges).toBe(1)
    expect(await db.select().from(audit)).toMatchObject([
      { staffId, action: 'change-policy', facts: { before: {}, after: { clearSeconds: 600 } } },
    ])
  })

  it('changes nothing for whoever has not seen the last change', async () => {
    const tries = [calmer, { ...defaultPolicy, clearSeconds: 900 }].map(policy =>
      changePolicy(db, { seen: '{}', policy, staffId }, now),
    )
    expect((await Promise.all(tries)).sort()).toEqual([false, true])
    expect(await db.$count(audit)).toBe(1)
    expect(nudges).toBe(1)
  })

  it('goes back to the defaults', async () => {
    await changePolicy(db, { seen: '{}', policy: calmer, staffId }, now)
    const seen = JSON.stringify(changesOf(calmer))
    expect(await changePolicy(db, { seen, policy: defaultPolicy, staffId }, now)).toBe(true)
    expect(await readPolicy(db)).toEqual(defaultPolicy)
  })
})

describe('reading the form of the policy', () => {
  const texts = Object.fromEntries(
    Object.entries(defaultPolicy).map(([name, value]) => [name, String(value)]),
  )

  it('takes every field of the policy', () => {
    expect(readPolicyTexts(texts)).toEqual({ policy: defaultPolicy })
  })

  it.each(Object.entries(policyFields))(
    'names the field, the value and what is accepted: %s',
    (name, field) => {
      const { label, unit, min, max, isWhole } = field
      const accepted = `${isWhole ? 'a whole number' : 'a number'} from ${min} to ${max} (${unit})`
      for (const wrong of ['', 'soon', String(min - 1), String(max + 1), 'Infinity'])
        expect(readPolicyTexts({ ...texts, [name]: wrong })).toEqual({
          problems: [`“${label}” is "${wrong}", but accepts ${accepted}.`],
        })
    },
  )

  it('refuses values that contradict each other', () => {
    expect(readPolicyTexts({ ...texts, flapStartPercent: '20', flapStopPercent: '30' })).toEqual({
      problems: ['Being intermittent cannot stop above where it starts.'],
    })
  })
})
