import type { requireStaff } from '#app/desk/session.ts'
import { countFailedDeliveries } from '#db/reads/alerts/desk-alerts.ts'
import { readQuestions } from '#db/reads/alerts/questions.ts'
import {
  type DeskIncident,
  readIncidentAlerts,
  readOpenIncidents,
} from '#db/reads/incidents/desk-incidents.ts'
import { type HeldPostLine, readHeldPosts } from '#db/reads/sending/desk-deliveries.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { asksAboutGuess } from '#lib/rules/incidents/incident.ts'
import { later } from '#lib/rules/time/time.ts'

export const countedDays = 7

/** What waits for staff, and what is open. */
export async function readNow(db: Awaited<ReturnType<typeof requireStaff>>['db'], now: Date) {
  const since = later(now, -countedDays * 86_400)
  const [incidents, questions, heldPosts, unmatched, failed] = await Promise.all([
    readOpenIncidents(db),
    readQuestions(db, now),
    readHeldPosts(db),
    listUnmatched(db, now),
    countFailedDeliveries(db, since),
  ])
  const waiting = incidents.filter(incident => incident.visibility === 'held')
  const guesses = waiting.filter(asksAboutGuess)
  const held = waiting.filter(incident => !asksAboutGuess(incident))
  const open = incidents.filter(incident => incident.visibility === 'published')
  const proposed = open.filter(incident => incident.resolutionProposedAt !== null)
  const withheld = withheldPosts(open, heldPosts)
  const alerts = await readIncidentAlerts(
    db,
    waiting.map(incident => incident.id),
    now,
  )
  return { open, held, guesses, questions, withheld, proposed, unmatched, failed, alerts }
}

function withheldPosts(open: readonly DeskIncident[], heldPosts: readonly HeldPostLine[]) {
  const byBreaker = open.filter(incident => incident.breaker === 'held')
  return [
    ...byBreaker.map(({ id, title }) => {
      return { id, title, href: `/desk/posts/${id}`, why: 'bad news of too many incidents at once' }
    }),
    ...heldPosts.map(({ postId, title }) => {
      return { id: `mails ${postId}`, title, href: '/desk/deliveries', why: 'too many mails at once' }
    }),
  ]
}
