import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Part } from '#app/_components/desk/card.tsx'
import { answerIt, hide, show } from '#app/desk/(staff)/posts/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readDeskComments } from '#db/reads/comments/desk-comments.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readAdvisory } from '#db/reads/posts/advisory.ts'
import { readDeskPost } from '#db/reads/posts/desk-posts.ts'
import { DeskComments } from './_parts/desk-comments.tsx'
import { AdvisoryView } from './advisory.tsx'
import { IncidentView } from './incident.tsx'
import { MaintenanceView } from './maintenance.tsx'

export const metadata: Metadata = { title: 'Post' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ answered?: string | string[] }> }

export default async function PostPage({ params, searchParams }: Props) {
  const { db } = await requireStaff()
  const { id } = await params
  const { answered } = await searchParams
  const comments = (
    <Part title="Comments" id="comments">
      <DeskComments comments={await readDeskComments(db, id)} answer={answerIt} hide={hide} show={show} />
    </Part>
  )
  const view = await viewOf(id, typeof answered === 'string' ? answered : null, comments)
  return view ?? notFound()
}

/** A post by its kind, with the comments below it; null: there is none. */
async function viewOf(id: string, answered: string | null, comments: ReactNode): Promise<ReactNode> {
  const { db } = await requireStaff()
  const incident = await readIncident(db, id)
  if (incident)
    return (
      <IncidentView incident={incident} answered={answered}>
        {comments}
      </IncidentView>
    )
  const advisory = await readAdvisory(db, id)
  if (advisory) return <AdvisoryView advisory={advisory}>{comments}</AdvisoryView>
  const maintenance = await readDeskPost(db, id, new Date())
  return maintenance ? <MaintenanceView post={maintenance}>{comments}</MaintenanceView> : null
}
