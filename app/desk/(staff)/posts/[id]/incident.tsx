import type { ReactNode } from 'react'
import { Acknowledged, AcknowledgeForm, TakeOnForm } from '#app/_components/desk/acknowledge.tsx'
import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { GuessFindings } from '#app/_components/desk/guess-findings.tsx'
import { GuessForms } from '#app/_components/desk/guess-forms.tsx'
import {
  ApproveForm,
  DismissForm,
  ReleaseForm,
  ResolveForm,
  UpdateForm,
} from '#app/_components/desk/incident-forms.tsx'
import { Promised } from '#app/_components/desk/incident-line.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { RowKeys } from '#app/_components/desk/rows/row-keys.tsx'
import { RuleOfferCard } from '#app/_components/desk/rule-offer.tsx'
import {
  acknowledge,
  approve,
  dismiss,
  dismissGuess,
  makeRuleOf,
  publishGuess,
  releaseBadNews,
  resolve,
  takeOn,
  update,
} from '#app/desk/(staff)/actions.ts'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskAlert, type DeskIncident, readIncidentAlerts } from '#db/reads/incidents/desk-incidents.ts'
import { readDeskNotices, readDeskUpdates } from '#db/reads/posts/desk-post.ts'
import { readRuleOffers } from '#db/reads/sources/rule-offers.ts'
import { asksAboutGuess, isUntaken } from '#lib/rules/incidents/incident.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { NoticeList } from './_parts/notice-list.tsx'
import { DeskTimeline } from './_parts/timeline.tsx'

/** answered: what the person has just said of the guess that it is; null: nothing. */
type Props = { incident: DeskIncident; answered: string | null; children: ReactNode }

/** An incident: what waits for staff, then what is true, what was said and told, and what was found. */
export async function IncidentView({ incident, answered, children }: Props) {
  const { db } = await requireStaff()
  const { id } = incident
  const now = new Date()
  const [alerts, timeline, notices, offers] = await Promise.all([
    readIncidentAlerts(db, [id], now),
    readDeskUpdates(db, id),
    readDeskNotices(db, id, now),
    readRuleOffers(db, id),
  ])
  const rules =
    offers.length > 0 && !asksAboutGuess(incident) ? (
      <Part title="Make a rule of it" id="rule">
        {offers.map(offer => (
          <RuleOfferCard key={offer.sequence} offer={offer} action={makeRuleOf} />
        ))}
      </Part>
    ) : null
  return (
    <>
      <Headline>{incident.title}</Headline>
      <IncidentState incident={incident} now={now} />
      <Answered answered={answered} />
      {answered ? rules : null}
      <Forms incident={incident} alerts={alerts} />
      {answered ? null : rules}
      <Part title="Servers: what is true, and what customers were told">
        <AffectedServers servers={incident.servers} isGuess={asksAboutGuess(incident)} />
      </Part>
      <Part title="Timeline">
        <DeskTimeline updates={timeline} />
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

function Answered({ answered }: { answered: string | null }) {
  if (answered === 'published')
    return (
      <p role="status" className="text-ok">
        Published. Customers of its servers are told now.
      </p>
    )
  if (answered === 'dismissed')
    return (
      <p role="status" className="text-ok">
        Dismissed. No customer hears of it.
      </p>
    )
  return null
}

function IncidentState({ incident, now }: { incident: DeskIncident; now: Date }) {
  if (incident.visibility === 'held')
    return <p className="text-slow">Held: customers see nothing of this until you approve it.</p>
  if (incident.visibility === 'draft')
    return <p className="text-soft">Laid aside: customers see nothing of this.</p>
  return (
    <p className="text-soft">
      <strong className="text-ink">{phaseLabel(staffWords, incident.phase)}</strong>, since{' '}
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

function Forms({ incident, alerts }: { incident: DeskIncident; alerts: DeskAlert[] }) {
  const firing = alerts.filter(alert => alert.closedAt === null).length
  if (incident.resolvedAt) return null
  if (incident.visibility === 'held')
    return (
      <Part title="Decide">
        <RowKeys label="Your answer">
          <Card>
            {asksAboutGuess(incident) ? <GuessFindings alerts={alerts} /> : null}
            <Acknowledged incident={incident} />
            {incident.acknowledgedAt ? null : <AcknowledgeForm postId={incident.id} action={acknowledge} />}
            <Answers incident={incident} />
          </Card>
        </RowKeys>
      </Part>
    )
  return (
    <div className="grid items-start gap-x-6 lg:grid-cols-2">
      {isUntaken(incident) || incident.acknowledgedAt ? (
        <Part title="Who has it">
          <Card>
            <Acknowledged incident={incident} />
            {isUntaken(incident) ? <TakeOnForm postId={incident.id} action={takeOn} /> : null}
          </Card>
        </Part>
      ) : null}
      {incident.breaker === 'held' ? (
        <Part title="Notices are held">
          <Card>
            <p>
              Bad news of so many incidents came at once that nobody was told of this one. The pages show it.
              What ends before you let it go is never told.
            </p>
            <ReleaseForm incident={incident} action={releaseBadNews} />
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

function Answers({ incident }: { incident: DeskIncident }) {
  if (asksAboutGuess(incident))
    return <GuessForms incident={incident} publish={publishGuess} dismiss={dismissGuess} />
  return (
    <>
      <ApproveForm incident={incident} action={approve} />
      <DismissForm incident={incident} action={dismiss} />
    </>
  )
}
