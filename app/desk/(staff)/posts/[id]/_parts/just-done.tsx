import { TakeBack } from '#app/_components/desk/incident/take-back.tsx'
import { takeBack } from '#app/desk/(staff)/incidents/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { DeskUpdate } from '#db/reads/posts/desk-post.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { later } from '#lib/rules/time/time.ts'

type Props = { incident: DeskIncident; updates: readonly DeskUpdate[]; now: Date }

/** What was done to an incident a moment ago, as long as it can be taken back. */
export async function JustDone({ incident, updates, now }: Props) {
  if (incident.visibility !== 'published') return null
  const { db } = await requireStaff()
  const { takeBackSeconds } = await readPolicy(db)
  const [last] = updates.filter(update => update.isRevocable)
  const writtenUntil = last ? later(last.createdAt, takeBackSeconds) : null
  if (last && writtenUntil && writtenUntil > now)
    return (
      <TakeBack
        key={last.id}
        what={
          last.phase === 'resolved'
            ? staffWords('deskPost.justDone.resolved')
            : staffWords('deskPost.justDone.yourUpdateIsPublic')
        }
        fields={{ postId: incident.id, updateId: last.id }}
        until={writtenUntil}
        now={now}
        action={takeBack}
      />
    )
  if (!isDeclared(incident) || !incident.tellFrom || incident.tellFrom <= now) return null
  return (
    <TakeBack
      key={incident.id}
      what={staffWords('deskPost.justDone.theIncidentIsPublic')}
      fields={{ postId: incident.id, updateId: '' }}
      until={incident.tellFrom}
      now={now}
      action={takeBack}
    />
  )
}

/** A person stated it, and nothing of it was told. */
function isDeclared({ cause, resolvedAt, lastNoticeAt, publishedAt, createdAt }: DeskIncident): boolean {
  const isNew = publishedAt?.getTime() === createdAt.getTime()
  return cause === null && resolvedAt === null && lastNoticeAt === null && isNew
}
