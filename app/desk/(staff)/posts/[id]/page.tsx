import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Part } from '#app/_components/desk/card.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { CloseForm } from '#app/desk/(staff)/comments/_parts/comment-forms-shown.tsx'
import { DeskComments, MeTooList } from '#app/desk/(staff)/comments/_parts/desk-comments.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskComments } from '#db/reads/comments/desk-comments.ts'
import { readMeToos } from '#db/reads/comments/me-toos.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readAdvisory } from '#db/reads/posts/advisory.ts'
import { readDeskPost } from '#db/reads/posts/desk-posts.ts'
import { readShownPost } from '#db/reads/posts/post-text.ts'
import { readServerProgress } from '#db/reads/posts/progress.ts'
import { ExaminedPart } from './_parts/examined-part.tsx'
import { PinForm } from './_parts/pin-form.tsx'
import { ProgressForm } from './_parts/progress-form.tsx'
import { readPoints } from './_parts/read-points.ts'
import { AdvisoryView } from './advisory.tsx'
import { IncidentView } from './incident.tsx'
import { MaintenanceView } from './maintenance.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.onePage.post') })

type Query = Partial<Record<'answered' | 'taken-back', string | string[]>>

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

export default async function PostPage({ params, searchParams }: Props) {
  await requireStaff()
  const { id } = await params
  const query = await searchParams
  const comments = await commentsOf(id)
  const view = await viewOf(id, query, comments)
  return view ?? notFound()
}

const oneOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null)

/** A post by its kind, with the comments below it; null: there is none. */
async function viewOf(id: string, query: Query, comments: ReactNode): Promise<ReactNode> {
  const { db } = await requireStaff()
  const incident = await readIncident(db, id)
  if (incident)
    return (
      <>
        <BrandNote of="incident" />
        <IncidentView
          incident={incident}
          answered={oneOf(query.answered)}
          takenBackId={oneOf(query['taken-back'])}
        >
          {comments}
        </IncidentView>
      </>
    )
  const advisory = await readAdvisory(db, id)
  if (advisory)
    return (
      <>
        <BrandNote of="advisory" />
        <AdvisoryView advisory={advisory}>{comments}</AdvisoryView>
      </>
    )
  const maintenance = await readDeskPost(db, id, new Date())
  if (!maintenance) return null
  return (
    <>
      <BrandNote of="maintenance" />
      <MaintenanceView post={maintenance}>{comments}</MaintenanceView>
    </>
  )
}

/** What readers wrote below a post, and how many say that they have its trouble too. */
async function commentsOf(postId: string): Promise<ReactNode> {
  const { db } = await requireStaff()
  const [comments, meToos, shown, points] = await Promise.all([
    readDeskComments(db, postId),
    readMeToos(db, postId),
    readShownPost(db, postId),
    readPoints(db, postId),
  ])
  const progress = shown ? await readServerProgress(db, postId, shown.namedServerIds) : []
  return (
    <>
      <ExaminedPart postId={postId} />
      {meToos.length > 0 ? (
        <Part title={staffWords('deskPosts.onePage.affectedReaders')}>
          <MeTooList counts={meToos} />
        </Part>
      ) : null}
      {shown && progress.length > 0 ? (
        <May act="note-progress">
          <Part title={staffWords('deskPosts.onePage.progressOnItsServers')} id="progress">
            <ProgressForm post={shown} servers={progress} />
          </Part>
        </May>
      ) : null}
      <Part title={staffWords('deskPosts.onePage.comments')} id="comments">
        <DeskComments comments={comments} points={points} />
        {shown ? <CloseForm postId={postId} isClosed={shown.areCommentsClosed} /> : null}
      </Part>
      {shown ? (
        <May act="pin-post">
          <Part title={staffWords('deskPosts.onePage.firstInTheLists')} id="pin">
            <PinForm post={shown} />
          </Part>
        </May>
      ) : null}
    </>
  )
}
