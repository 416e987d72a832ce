import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { settings } from '#db/schema/setting.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { changePolicy } from '#lib/flows/settings/change-policy.ts'
import { defaultPolicy, type Policy, policyFields } from '#lib/rules/policy/policy.ts'
import { changesOf, readPolicyTexts } from '#lib/rules/policy/policy-change.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { en } from '#lib/words/en/en.ts'
import { policyProblemSentence } from '#lib/words/policy.ts'
import { wordsIn } from '#lib/words/words.ts'
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
  const [staffMember] = await db
    .insert(staff)
    .values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
    .returning()
  staffId = staffMember?.id ?? ''
  nudges = 0
})

const calmer = { ...defaultPolicy, clearSeconds: 600 }

describe('changing the policy', () => {
  it('puts it in force, keeps only what differs from the defaults, and asks for a decision', async () => {
    expect(await changePolicy(db, { seen: '{}', policy: calmer, staffId }, now)).toBe('done')
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
    expect((await Promise.all(tries)).sort()).toEqual(['changed-meanwhile', 'done'])
    expect(await db.$count(audit)).toBe(1)
    expect(nudges).toBe(1)
  })

  it('goes back to the defaults', async () => {
    await changePolicy(db, { seen: '{}', policy: calmer, staffId }, now)
    const seen = JSON.stringify(changesOf(calmer))
    expect(await changePolicy(db, { seen, policy: defaultPolicy, staffId }, now)).toBe('done')
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

  const sentences = (changed: Record<string, string>) => {
    const read = readPolicyTexts({ ...texts, ...changed })
    return 'problems' in read ? read.problems.map(each => policyProblemSentence(wordsIn('en'), each)) : []
  }

  it.each(Object.entries(policyFields))(
    'names the field, the value and what is accepted: %s',
    (name, field) => {
      const { min, max, isWhole } = field
      const [label, unit] = [en.policy.labels[name as keyof Policy], en.policy.units[field.unit]]
      const accepted = `${isWhole ? 'a whole number' : 'a number'} from ${min} to ${max} (${unit})`
      for (const wrong of ['', 'soon', String(min - 1), String(max + 1), 'Infinity'])
        expect(sentences({ [name]: wrong })).toEqual([`“${label}” is "${wrong}", but accepts ${accepted}.`])
    },
  )

  it('says what it accepts in the words of the form', () => {
    expect(sentences({ clearSeconds: 'soon', loadSlow: '0' })).toEqual([
      '“A server must be clear this long before its end is told” is "soon", but accepts a whole number from 0 to 86400 (s).',
      '“A server is slow from this load, twice in a row” is "0", but accepts a number from 0.1 to 100 (load per core).',
    ])
  })

  it('refuses values that contradict each other', () => {
    expect(sentences({ flapStartPercent: '20', flapStopPercent: '30' })).toEqual([
      'Being intermittent cannot stop above where it starts.',
    ])
    expect(sentences({ loadClear: '3', loadSlow: '2.5', loadCritical: '2' })).toEqual([
      'The clear load cannot be above the slow load.',
      'The critical load cannot be below the slow load.',
    ])
  })
})
