import type { Database } from '#db/client.ts'
import { writeStaffLanguage } from '#db/writes/staff/staff.ts'
import type { Language } from '#lib/rules/languages/language.ts'

/** What this process has noted, by the person's id: most pages are asked for in the language of the one before. */
const noted = new Map<string, Language>()

/** Keeps in which language one of the staff has chosen to work, so that mails to them follow. */
export async function noteLanguage(db: Database, staffId: string, language: Language): Promise<void> {
  if (noted.get(staffId) === language) return
  await db.transaction(tx => writeStaffLanguage(tx, staffId, language))
  noted.set(staffId, language)
}
