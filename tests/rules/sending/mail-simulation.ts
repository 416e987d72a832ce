import { mayAlarmFrom, mayWriteFrom, type SentMail, urgentKinds } from '#lib/rules/notices/delivery.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { earliest, later } from '#lib/rules/time/time.ts'

/** Something that one reader is to be told, from then on. */
export type Due = { at: Date; kind: NoticeKind }
export type Mail<T extends Due> = { at: Date; carried: T[] }

/** The mails that one reader gets of these, each carrying all that waits, while the provider takes everything at once. */
export function simulatedMails<T extends Due>(news: readonly T[], policy: Policy): Mail<T>[] {
  const coming = [...news].sort((a, b) => a.at.getTime() - b.at.getTime())
  const mails: Mail<T>[] = []
  let waiting: T[] = []
  let now = coming[0]?.at
  while (now) {
    while (coming[0] && coming[0].at <= now) waiting.push(...coming.splice(0, 1))
    const dueAt = waiting.length > 0 ? dueFrom(waiting, mails, policy, now) : null
    if (dueAt && dueAt <= now) {
      mails.push({ at: now, carried: waiting })
      waiting = []
    } else now = earliest([dueAt, coming[0]?.at ?? null]) ?? undefined
  }
  return mails
}

function dueFrom(waiting: readonly Due[], mails: readonly Mail<Due>[], policy: Policy, now: Date): Date {
  const lately = mails
    .filter(mail => later(mail.at, 3600) > now)
    .map((mail): SentMail => ({ at: mail.at, isUrgent: isAlarm(mail.carried), isUnderWay: false }))
  const writeAt = mayWriteFrom(lately, policy, now)
  return isAlarm(waiting) && mayAlarmFrom(lately, policy, now) < writeAt
    ? mayAlarmFrom(lately, policy, now)
    : writeAt
}

export function isAlarm(news: readonly Due[]): boolean {
  return news.some(({ kind }) => urgentKinds.some(urgent => urgent === kind))
}
