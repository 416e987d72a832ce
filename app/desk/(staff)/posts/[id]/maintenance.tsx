import type { ReactNode } from 'react'
import { Badge } from '#app/_components/board/badge.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalPeriod } from '#app/_components/desk/local-time.tsx'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import {
  lookOfMaintenance,
  maintenanceDetails,
  shownEnd,
} from '#app/desk/(staff)/maintenance/_parts/maintenance-look.ts'
import { EndNote } from '#app/desk/(staff)/maintenance/_parts/maintenance-rows.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readDeskNotices, readDeskUpdates } from '#db/reads/posts/desk-post.ts'
import type { DeskPost } from '#db/reads/posts/desk-posts.ts'
import { MaintenanceActions } from './_parts/maintenance-actions.tsx'
import { NoticeList } from './_parts/notice-list.tsx'
import { DeskTimeline } from './_parts/timeline.tsx'
import { TurnsPart } from './_parts/turns-part.tsx'

/** A post about maintenance: when it is, what can be done about it, and what was said and told. */
export async function MaintenanceView({ post, children }: { post: DeskPost; children: ReactNode }) {
  const { db } = await requireStaff()
  const now = new Date()
  const [maintenance, timeline, notices] = await Promise.all([
    readDeskMaintenance(db, post.id),
    readDeskUpdates(db, post.id),
    readDeskNotices(db, post.id, now),
  ])
  return (
    <>
      <Headline>{post.title}</Headline>
      {maintenance ? (
        <p className="meta text-base">
          <Badge {...lookOfMaintenance(maintenance, now)} />
          <span>
            <LocalPeriod from={maintenance.startsAt} to={shownEnd(maintenance, now)} />
          </span>
          <span>{maintenanceDetails(maintenance)}</span>
        </p>
      ) : null}
      <p className="meta text-base">
        <span>
          <a href={`/posts/${post.slug}`}>{staffWords('deskPosts.maintenance.asCustomersSeeIt')}</a>
        </span>
        <span>
          <a href="/desk/maintenance">{staffWords('deskPosts.maintenance.allMaintenance')}</a>
        </span>
      </p>
      {maintenance ? <EndNote row={maintenance} now={now} /> : null}
      {maintenance ? <MaintenanceActions maintenance={maintenance} now={now} /> : null}
      {maintenance ? <TurnsPart maintenance={maintenance} now={now} /> : null}
      {children}
      <Part title={staffWords('deskPosts.maintenance.timeline')}>
        <DeskTimeline updates={timeline} />
      </Part>
      <Part title={staffWords('deskPosts.maintenance.notices')}>
        <NoticeList notices={notices} sendNow={sendNoticeNow} />
      </Part>
    </>
  )
}
