import type { WaitingDelivery } from '#db/reads/sending/due.ts'
import type { NoticeOfPost } from '#db/reads/sending/notices-of-posts.ts'
import { readerLanguage } from '#lib/language.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import type { StaffText } from '#lib/rules/incidents/staff-words.ts'
import { type Language, staffLanguage } from '#lib/rules/languages/language.ts'
import { spokenIn } from '#lib/rules/languages/translation.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import type { MailInput } from './mail-input.ts'

/** In which language a reader is told: programs, of which nobody knows who reads by them, in English. */
export function toldIn(delivery: WaitingDelivery | undefined): Language {
  if (!delivery || isProgram(delivery)) return 'en'
  const { subscriberId, language, staffLanguage: chosen } = delivery
  return subscriberId === null ? staffLanguage(chosen) : readerLanguage(language)
}

/** Whether what is told is read by a program. */
export function isProgram(delivery: WaitingDelivery | undefined): boolean {
  const channel = delivery?.channel ?? 'mail'
  return channel !== 'mail' && factsOf(channel).isForPrograms === true
}

/** What a notice says besides what became of servers. A program gets it as it was decided. */
export function bodyFor(
  delivery: WaitingDelivery,
  notice: NoticeOfPost,
  { spokenBody }: MailInput,
): NoticeBody | undefined {
  return isProgram(delivery) ? notice.facts.saying : spokenBody(notice, toldIn(delivery))
}

/** Words of staff as plain text, in a language where they had them translated. */
export function plainIn(language: Language, said: StaffText): string {
  return plainText(spokenIn(language, said).text, 'light')
}
