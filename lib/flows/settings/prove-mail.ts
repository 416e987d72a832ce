import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { type Jobs, queueJobs } from '#db/jobs.ts'
import { readKeptFirstRun } from '#db/reads/settings/first-run.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { readStaffLanguage } from '#db/reads/staff/desk-staff.ts'
import { keepFirstRun } from '#db/writes/settings/first-run.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { hashCode } from '#lib/identity/codes.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderMailProof } from '#lib/mail/templates/render-mail-proof.tsx'
import { staffLanguage } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { mailWay } from './first-run.ts'

/** Between two test mails. */
const pauseSeconds = 20

/** Mails a code to whoever of the staff asks for it. too-soon: one has just gone out. */
export function sendTestMail(
  db: Database,
  { staffId, to }: { staffId: string; to: string },
  now: Date,
): Promise<'done' | 'too-soon'> {
  return db.transaction(async tx => {
    const { testMail } = await readKeptFirstRun(tx)
    if (testMail && now.getTime() - new Date(testMail.at).getTime() < pauseSeconds * 1000) return 'too-soon'
    const id = newId()
    await keepFirstRun(tx, { testMail: { id, to, at: now.toISOString() } }, now)
    await writeAudit(tx, { at: now, staffId, action: 'send-test-mail', subject: 'first run', facts: { to } })
    await queueJobs(tx, 'prove-mail', [{ id, to }])
    return 'done'
  })
}

/** Six digits, the same for each attempt of one test mail, and kept nowhere. */
async function codeOf(db: Database, id: string): Promise<string> {
  const { present } = await readSecret(db)
  const number = Number.parseInt(hashCode(present, 'mail-proof', id).slice(0, 12), 16)
  return (number % 1_000_000).toString().padStart(6, '0')
}

/** Sends a test mail. Throws when it may work later. */
export async function proveMail(
  db: Database,
  { id, to }: Jobs['prove-mail'],
  send: SendMail,
): Promise<SendResult> {
  const code = await codeOf(db, id)
  const rendered = await renderMailProof(wordsIn(staffLanguage(await readStaffLanguage(db, to))), {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    code,
  })
  const key = `mail-proof-${id}`
  const result = await send({ key, to, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}

/** Somebody has read the code of the last test mail in their mailbox. wrong: it is another one. */
export async function confirmMail(
  db: Database,
  { code, staffId }: { code: string; staffId: string },
  now: Date,
): Promise<'done' | 'wrong'> {
  const { testMail } = await readKeptFirstRun(db)
  if (!testMail || (await codeOf(db, testMail.id)) !== code) return 'wrong'
  const { to } = testMail
  return db.transaction(async tx => {
    await keepFirstRun(tx, { proof: { ...mailWay(), to, at: now.toISOString() } }, now)
    await writeAudit(tx, { at: now, staffId, action: 'confirm-mail', subject: 'first run', facts: { to } })
    return 'done' as const
  })
}
