import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import { checkSendingDomain, type TextRecords } from '#lib/flows/sending/check-sender.ts'
import type { Rendered } from '#lib/mail/mail.ts'
import { askResend, askSmtp } from '#lib/mail/transport/ask-provider.ts'
import { outboxFolder, transportFrom } from '#lib/mail/transport/transport.ts'
import { judgeClock } from '#lib/rules/doctor/database.ts'
import { type DoctorFinding, findingOf } from '#lib/rules/doctor/finding.ts'
import { isLocalDomain, judgeProvider, judgeRecord } from '#lib/rules/doctor/mail.ts'
import { senderFindingSentence } from '#lib/words/sending.ts'
import { wordsIn } from '#lib/words/words.ts'

/** Longer than this nobody waits for a mail server that only says good day. */
const smtpMs = 8_000

/** from: as whom mail goes out. */
export async function lookAtSender(env: Env, from: string, names: TextRecords): Promise<DoctorFinding[]> {
  const { address, domain, checks } = await checkSendingDomain(from, env.MAIL_DKIM_SELECTOR, names)
  if (isLocalDomain(domain)) return [findingOf('sender')('warn', 'localSender', { address })]
  const words = wordsIn('en')
  const isMailed = Boolean(env.RESEND_API_KEY || env.SMTP_URL)
  return checks.map(check => judgeRecord(check, senderFindingSentence(words, check.finding), isMailed))
}

export async function lookAtProvider(env: Env, from: string, signal: AbortSignal): Promise<DoctorFinding[]> {
  const domain = domainOf(from)
  if (env.RESEND_API_KEY) {
    const given = { apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL }
    const answer = await askResend(given, signal)
    if (answer.is !== 'accepted') return [judgeProvider({ ...answer, by: 'resend' }, domain)]
    const clock = judgeClock('Resend', answer.aheadMs)
    const provider = judgeProvider({ is: 'resend-accepted', domains: answer.what }, domain)
    return clock ? [provider, clock] : [provider]
  }
  if (!env.SMTP_URL) return [judgeProvider({ is: 'outbox', path: join(env.DATA_DIR, outboxFolder) }, domain)]
  const answer = await askSmtp(env.SMTP_URL, smtpMs)
  if (answer.is !== 'accepted') return [judgeProvider({ ...answer, by: 'smtp' }, domain)]
  return [judgeProvider({ is: 'smtp-accepted', host: new URL(env.SMTP_URL).hostname }, domain)]
}

/** Hands over one letter, in the way in which all mail goes out. */
export async function handOverTestMail(env: Env, to: string, letter: Rendered): Promise<DoctorFinding[]> {
  const found = findingOf('mail')
  const key = `doctor-${randomUUID()}`
  const result = await transportFrom(env)({
    key,
    to,
    ...letter,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  if (result.is === 'sent') return [found('ok', 'sentLetter', { to })]
  return [found('wrong', 'refusedLetter', { to, reason: result.reason })]
}

function domainOf(from: string): string {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
