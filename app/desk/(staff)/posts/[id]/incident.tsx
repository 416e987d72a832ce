import type { ReactNode } from 'react'
import { Acknowledged, AcknowledgeForm } from '#app/_components/desk/acknowledge.tsx'
import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import {
  ApproveForm,
  DismissForm,
  ReleaseForm,
  ResolveForm,
  UpdateForm,
} from '#app/_components/desk/incident-forms.tsx'
import { Promised } from '#app/_components/desk/incident-line.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { NoticeList } from '#app/_components/desk/notice-list.tsx'
import { Timeline } from '#app/_components/desk/timeline.tsx'
import { acknowledge, approve, dismiss, release, resolve, update } from '#app/desk/(staff)/actions.ts'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import { requirePerson } from '#app/desk/session.ts'
import { type DeskIncident, readIncidentAlerts } from '#db/reads/desk-incidents.ts'
import { readDeskNotices, readDeskUpdates } from '#db/reads/desk-post.ts'
import { phaseWord } from '#lib/rules/post.ts'

/** An incident: what waits for staff, then what is true, what was said and told, and what was found. */
export async function IncidentView({ incident, children }: { incident: DeskIncident; children: ReactNode }) {
  const { db } = await requirePerson()
  const { id } = incident
  const now = new Date()
  const [alerts, timeline, notices] = await Promise.all([
    readIncidentAlerts(db, [id], now),
    readDeskUpdates(db, id),
    readDeskNotices(db, id, now),
  ])
  const firing = alerts.filter(alert => alert.closedAt === null).length
  return (
    <>
      <Headline>{incident.title}</Headline>
      <Standing incident={incident} now={now} />
      <Forms incident={incident} firing={firing} />
      <Part title="Servers: what is true, and what customers were told">
        <AffectedServers servers={incident.servers} />
      </Part>
      <Part title="Timeline">
        <Timeline updates={timeline} />
      </Part>
      <Part title="Notices">
        <NoticeList notices={notices} sendNow={sendNoticeNow} />
      </Part>
      <Part title="Alerts">
        <AlertList alerts={alerts} />
      </Part>
      {children}
    </>
  )
}

function Standing({ incident, now }: { incident: DeskIncident; now: Date }) {
  if (incident.visibility === 'held')
    return <p className="text-slow">Held: customers see nothing of this until you approve it.</p>
  if (incident.visibility === 'draft')
    return <p className="text-soft">Dismissed: customers see nothing of this.</p>
  return (
    <p className="text-soft">
      <strong className="text-ink">{phaseWord(incident.phase)}</strong>, since{' '}
      <LocalTime at={incident.startedAt} />
      {' · '}
      {incident.resolvedAt ? (
        <>
          over since <LocalTime at={incident.resolvedAt} />
        </>
      ) : (
        <Promised at={incident.nextUpdateAt} now={now} />
      )}
      {' · '}
      <a href={`/posts/${incident.slug}`}>as customers see it</a>
    </p>
  )
}

function Forms({ incident, firing }: { incident: DeskIncident; firing: number }) {
  if (incident.resolvedAt) return null
  if (incident.visibility === 'held')
    return (
      <Part title="Decide">
        <Card>
          <Acknowledged incident={incident} />
          {incident.acknowledgedAt ? null : <AcknowledgeForm postId={incident.id} action={acknowledge} />}
          <ApproveForm incident={incident} action={approve} />
          <DismissForm incident={incident} action={dismiss} />
        </Card>
      </Part>
    )
  return (
    <div className="grid items-start gap-x-6 lg:grid-cols-2">
      {incident.breaker === 'held' ? (
        <Part title="Notices are held">
          <Card>
            <p>
              Bad news of so many incidents came at once that nobody was told of this one. The pages show it.
              What ends before you let it go is never told.
            </p>
            <ReleaseForm incident={incident} action={release} />
          </Card>
        </Part>
      ) : null}
      <Part title="Write an update">
        <Card>
          <UpdateForm incident={incident} action={update} />
        </Card>
      </Part>
      <Part title="Resolve" id="resolve">
        <Card>
          {firing > 0 ? (
            <p className="rounded-lg bg-slow-bg px-3 py-2 text-slow">
              {firing === 1 ? 'One alert is' : `${firing} alerts are`} still firing. Resolve only what you
              know to be over.
            </p>
          ) : null}
          <ResolveForm incident={incident} action={resolve} />
        </Card>
      </Part>
    </div>
  )
}
