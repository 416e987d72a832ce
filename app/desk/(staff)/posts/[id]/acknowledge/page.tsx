import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Acknowledged, AcknowledgeForm } from '#app/_components/desk/acknowledge.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { acknowledge } from '#app/desk/(staff)/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.acknowledgePage.iveGotIt') })

/** Where the mail about a held incident leads. Opening it changes nothing: programs open links too. */
export default async function AcknowledgePage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const incident = await readIncident(db, id)
  if (!incident) notFound()
  const waits = incident.visibility === 'held' && !incident.resolvedAt && !incident.acknowledgedAt
  return (
    <>
      <Headline>{incident.title}</Headline>
      <Card>
        <Acknowledged incident={incident} />
        {waits ? <AcknowledgeForm postId={id} action={acknowledge} isLikely /> : null}
        {incident.visibility === 'held' ? null : <p>{staffWords('deskPosts.acknowledgePage.itIsNotHeld')}</p>}
        <p>
          <a href={`/desk/posts/${id}`}>{staffWords('deskPosts.acknowledgePage.readWhatWasFound')}</a>
        </p>
      </Card>
    </>
  )
}
