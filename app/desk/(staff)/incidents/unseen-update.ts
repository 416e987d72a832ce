import { staffWords } from '#app/desk/staff-words.ts'
import { readUnseenUpdate, type SeenTimeline } from '#db/reads/incidents/update-facts.ts'
import type { Desk } from '#lib/identity/session.ts'

/**
 * What a colleague has published since the person opened the form, in words. The form counts it as seen from now on, so
 * who sends it again knows of it.
 */
export async function showUnseen(
  db: Desk['db'],
  seen: SeenTimeline,
  form: FormData,
  now: Date,
): Promise<string> {
  const unseen = await readUnseenUpdate(db, seen)
  form.set('seenAt', now.toISOString())
  const theirs = unseen
    ? staffWords('deskIncidents.unseenUpdate.publishedMeanwhile', {
        staffName: unseen.staffName,
        text: unseen.text,
      })
    : staffWords('deskIncidents.unseenUpdate.aColleagueWasQuicker')
  return staffWords('deskIncidents.unseenUpdate.notPublished', { theirs })
}
