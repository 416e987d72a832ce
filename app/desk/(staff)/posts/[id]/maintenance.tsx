import type { ReactNode } from 'react'
import { Badge } from '#app/_components/board/badge.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import { lookOfState } from '#app/desk/(staff)/posts/_parts/post-line.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readDeskNotices, readDeskUpdates } from '#db/reads/posts/desk-post.ts'
import type { DeskPost } from '#db/reads/posts/desk-posts.ts'
import { NoticeList } from './_parts/notice-list.tsx'
import { DeskTimeline } from './_parts/timeline.tsx'

/** A post about work: what was said and told. What can be done about it stands on the page of all work. */
export async function MaintenanceView({ post, children }: { post: DeskPost; children: ReactNode }) {
  const { db } = await requireStaff()
  const [timeline, notices] = await Promise.all([
    readDeskUpdates(db, post.id),
    readDeskNotices(db, post.id, new Date()),
  ])
  return (
    <>
      <Headline>{post.title}</Headline>
      <p className="meta text-base">
        <Badge {...lookOfState(post.state)} />
        <span>
          <a href={`/posts/${post.slug}`}>as customers see it</a>
        </span>
        <span>
          <a href="/desk/work">complete, cancel or update it under Work</a>
        </span>
      </p>
      {children}
      <Part title="Timeline">
        <DeskTimeline updates={timeline} />
      </Part>
      <Part title="Notices">
        <NoticeList notices={notices} sendNow={sendNoticeNow} />
      </Part>
    </>
  )
}
