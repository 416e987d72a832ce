import { afterAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import type { Jobs } from '#db/jobs.ts'
import { readFirstRunFacts } from '#db/reads/settings/first-run.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { confirmSite, dismissFirstRun, loadFirstRun } from '#lib/flows/settings/first-run.ts'
import { confirmMail, proveMail, sendTestMail } from '#lib/flows/settings/prove-mail.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db, boss } = site
const now = new Date('2026-03-10T14:30:00Z')
const staffId = newId()

beforeEach(async () => {
  await emptyTables(db, 'servers', 'sources', 'people', 'settings', 'audit')
  await boss.deleteAllJobs('prove-mail')
  await db.insert(staff).values({ role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.net' })
})

const done = async () => (await loadFirstRun(db)).steps.flatMap(step => (step.isDone ? [step.is] : []))

it('each step is done when it is true, on a database with nothing but one person first', async () => {
  expect(await done()).toEqual([])
  await db.insert(servers).values({ hostname: 'web1.example.net', label: 'web1' })
  await db.insert(sources).values({ name: 'Scanner', tokenHash: 'x' })
  expect(await done()).toEqual(['servers'])
  await db.update(sources).set({ lastSeenAt: now })
  await db.insert(staff).values({ role: 'owner', name: 'Eve', email: 'eve@example.net' })
  await confirmSite(db, { staffId }, now)
  expect(await done()).toEqual(['servers', 'source', 'site', 'colleague'])
  await dismissFirstRun(db, { staffId }, now)
  expect(await loadFirstRun(db)).toMatchObject({ left: 1, isOpen: false })
})

it('mail is proven by the code that came, and by no other', async () => {
  const ask = (at = now) => sendTestMail(db, { staffId, to: 'dana@example.net' }, at)
  expect(await ask()).toBe('done')
  expect(await ask(later(now, 5))).toBe('too-soon')
  const [job] = await boss.findJobs<Jobs['prove-mail']>('prove-mail')
  if (!job) throw new Error('No mail is queued.')
  const mails: Mail[] = []
  const keep = async (mail: Mail) => {
    mails.push(mail)
    return { is: 'sent', providerId: 'x' } as const
  }
  await proveMail(db, job.data, keep)
  await proveMail(db, job.data, keep)
  const [first, second] = mails
  expect(second).toEqual(first)
  const code = /code=(\d{6})/.exec(first?.text ?? '')?.[1] ?? ''
  expect(JSON.stringify(await db.execute('select * from settings'))).not.toContain(code)
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await confirmMail(db, { code: wrong, staffId }, now)).toBe('wrong')
  expect(await confirmMail(db, { code, staffId }, now)).toBe('done')
  expect((await readFirstRunFacts(db)).kept.proof).toMatchObject({ to: 'dana@example.net' })
  expect(await ask(later(now, 60))).toBe('done')
  expect(await confirmMail(db, { code, staffId }, now)).toBe('wrong')
})
