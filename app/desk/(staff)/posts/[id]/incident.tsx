import type { ReactNode } from 'react'
import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { Promised } from '#app/_components/desk/incident-line.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { RuleOfferCard } from '#app/_components/desk/rule-offer.tsx'
import { EndPart } from '#app/desk/(staff)/_parts/end-part.tsx'
import { makeRuleOf } from '#app/desk/(staff)/actions.ts'
import { MeasuresPart } from '#app/desk/(staff)/containment/_parts/measures-part.tsx'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskIncident, readIncidentAlerts } from '#db/reads/incidents/desk-incidents.ts'
import { readTakenBack, type TakenBackWords } from '#db/reads/incidents/taken-back.ts'
import { type DeskUpdate, readDeskNotices, readDeskUpdates } from '#db/reads/posts/desk-post.ts'
import { readRuleOffers } from '#db/reads/sources/rule-offers.ts'
import type { Desk } from '#lib/identity/session.ts'
import { asksAboutGuess } from '#lib/rules/incidents/incident.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { CorrectForm } from './_parts/correct-form.tsx'
import { FoundPart } from './_parts/found-part.tsx'
import { IncidentActions } from './_parts/incident-actions.tsx'
import { JustDone } from './_parts/just-done.tsx'
import { NoticeList } from './_parts/notice-list.tsx'
import { RemindersPart } from './_parts/reminders-part.tsx'
import { ReviewPart } from './_parts/review-part.tsx'
import { shownReach } from './_parts/shown-reach.ts'
import { DeskTimeline } from './_parts/timeline.tsx'

/**
 * answered: what the person has just said of the guess that it is; null: nothing. takenBackId: the entry that a person has
 * just taken back.
 */
type Props = {
  incident: DeskIncident
  answered: string | null
  takenBackId: string | null
  children: ReactNode
}

/** Of what is not public no form asks how many would hear. */
const nobody = { count: 0, lately: 0 }
const untold = { watching: nobody, heard: nobody }

/** An incident: what waits for staff, then what is true, what was said and told, and what was found. */
export async function IncidentView({ incident, answered, takenBackId, children }: Props) {
  const { db } = await requireStaff()
  const { id } = incident
  const now = new Date()
  const [alerts, timeline, notices, offers, reach] = await Promise.all([
    readIncidentAlerts(db, [id], now),
    readDeskUpdates(db, id),
    readDeskNotices(db, id, now),
    readRuleOffers(db, id),
    incident.visibility === 'published' ? shownReach(db, id, now) : untold,
  ])
  const takenBack = takenBackId ? await readNewestWords(db, id, takenBackId, timeline) : null
  const rules =
    offers.length > 0 && !asksAboutGuess(incident) ? (
      <May act="change-source">
        <Part title={staffWords('deskPosts.incident.makeRule')} id="rule">
          {offers.map(offer => (
            <RuleOfferCard key={offer.sequence} offer={offer} action={makeRuleOf} />
          ))}
        </Part>
      </May>
    ) : null
  return (
    <>
      <Headline>{incident.title}</Headline>
      <IncidentState incident={incident} now={now} />
      <Answered answered={answered} />
      {takenBack ? (
        <p role="status" className="text-ok">
          {staffWords('deskPosts.incident.takenBack')}
        </p>
      ) : null}
      <EndPart incident={incident} />
      {answered ? rules : null}
      <May act="take-back-update">
        <JustDone incident={incident} updates={timeline} now={now} />
      </May>
      {incident.visibility === 'held' ? <FoundPart incident={incident} /> : null}
      <IncidentActions incident={incident} alerts={alerts} reach={reach} takenBack={takenBack} now={now} />
      {answered ? null : rules}
      {incident.visibility === 'held' ? null : <FoundPart incident={incident} />}
      <ReviewPart postId={id} />
      <Part title={staffWords('deskPosts.incident.serversNowAndWhat')}>
        <AffectedServers servers={incident.servers} isGuess={asksAboutGuess(incident)} />
      </Part>
      <Part title={staffWords('deskPosts.incident.timeline')}>
        <DeskTimeline
          updates={timeline}
          renderBelow={update =>
            incident.visibility === 'published' ? (
              <CorrectForm postId={id} update={update} heard={reach.heard} />
            ) : null
          }
        />
      </Part>
      <Part title={staffWords('deskPosts.incident.notices')}>
        <NoticeList notices={notices} sendNow={sendNoticeNow} />
      </Part>
      <RemindersPart postId={id} />
      <MeasuresPart postId={id} title={incident.title} />
      <Part title={staffWords('deskPosts.incident.alerts')}>
        <AlertList alerts={alerts} />
      </Part>
      {children}
    </>
  )
}

/** The words of an entry that was taken back, until somebody writes another one. */
async function readNewestWords(
  db: Desk['db'],
  postId: string,
  updateId: string,
  timeline: readonly DeskUpdate[],
): Promise<TakenBackWords | null> {
  const words = await readTakenBack(db, { postId, updateId })
  return words && timeline.every(({ createdAt }) => createdAt <= words.at) ? words : null
}

function Answered({ answered }: { answered: string | null }) {
  if (answered === 'published')
    return (
      <p role="status" className="text-ok">
        {staffWords('deskPosts.incident.published')}
      </p>
    )
  if (answered === 'dismissed')
    return (
      <p role="status" className="text-ok">
        {staffWords('deskPosts.incident.dismissedNoCustomerHears')}
      </p>
    )
  return null
}

function IncidentState({ incident, now }: { incident: DeskIncident; now: Date }) {
  if (incident.visibility === 'held')
    return <p className="text-slow">{staffWords('deskPosts.incident.heldCustomersSeeNothing')}</p>
  if (incident.visibility === 'draft')
    return incident.mergedIntoId ? (
      <p className="text-soft">
        {staffWords.rich('deskPosts.incident.mergedItsAddressLeads', {
          link: text => <a href={`/desk/posts/${incident.mergedIntoId}`}>{text}</a>,
        })}
      </p>
    ) : (
      <p className="text-soft">{staffWords('deskPosts.incident.laidAsideCustomersSee')}</p>
    )
  return (
    <p className="text-soft">
      {staffWords.rich('deskPosts.incident.phaseAndTimes', {
        phaseLabel: phaseLabel(staffWords, incident.phase),
        strong: text => <strong className="text-ink">{text}</strong>,
        startedAt: () => <LocalTime at={incident.startedAt} />,
        resolvedAt: () => incident.resolvedAt && <LocalTime at={incident.resolvedAt} />,
        promised: () => <Promised at={incident.nextUpdateAt} now={now} />,
        hasResolvedAt: incident.resolvedAt ? 'yes' : 'no',
        link: text => <a href={`/posts/${incident.slug}`}>{text}</a>,
        may: () => (
          <May act="change-incident">
            {' · '}
            <a href={`/desk/incidents/${incident.id}`}>
              {staffWords('deskPosts.incident.changeTitleAndTimes', {
                hasResolvedAt: incident.resolvedAt ? 'yes' : 'no',
              })}
            </a>
          </May>
        ),
      })}
    </p>
  )
}
