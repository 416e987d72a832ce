import type { Metadata } from 'next'
import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ApproveForm, DismissForm, ResolveForm } from '#app/_components/desk/incident-forms.tsx'
import { IncidentLine } from '#app/_components/desk/incident-line.tsx'
import { KeepFresh } from '#app/_components/desk/keep-fresh.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { ProcessWarnings } from '#app/_components/desk/process-warnings.tsx'
import { requirePerson } from '#app/desk/session.ts'
import { countFailedDeliveries } from '#db/reads/desk-alerts.ts'
import {
  type DeskAlert,
  type DeskIncident,
  readIncidentAlerts,
  readOpenIncidents,
} from '#db/reads/desk-incidents.ts'
import { listUnmatched } from '#lib/flows/list-unmatched.ts'
import { later } from '#lib/rules/time.ts'
import { approve, dismiss, resolve, take } from './actions.ts'

export const metadata: Metadata = { title: 'Now' }

const countedDays = 7

export default async function DeskPage() {
  const { db } = await requirePerson()
  const now = new Date()
  const since = later(now, -countedDays * 86_400)
  const [incidents, unmatched, failed] = await Promise.all([
    readOpenIncidents(db),
    listUnmatched(db, now),
    countFailedDeliveries(db, since),
  ])
  const held = incidents.filter(incident => incident.visibility === 'held')
  const open = incidents.filter(incident => incident.visibility === 'published')
  const proposed = open.filter(incident => incident.resolutionProposedAt !== null)
  const alerts = await readIncidentAlerts(
    db,
    held.map(incident => incident.id),
    now,
  )
  return (
    <>
      <KeepFresh />
      <Headline>{sentence(held.length, proposed.length, open.length)}</Headline>
      <ProcessWarnings />
      {held.length > 0 ? (
        <Part title="Held: customers see nothing of this until you approve it">
          {held.map(incident => (
            <Held
              key={incident.id}
              incident={incident}
              alerts={alerts.filter(a => a.postId === incident.id)}
            />
          ))}
        </Part>
      ) : null}
      {proposed.length > 0 ? (
        <Part title="Clear again: say that it is over">
          {proposed.map(incident => (
            <Proposed key={incident.id} incident={incident} />
          ))}
        </Part>
      ) : null}
      <Part title="Open incidents">
        {open.length === 0 ? <p className="text-soft">None.</p> : null}
        {open.map(incident => (
          <IncidentLine key={incident.id} incident={incident} now={now} take={take} />
        ))}
      </Part>
      <Part title={`The last ${countedDays} days`}>
        <ul className="grid gap-2">
          <li>
            <a href="/desk/unmatched">Names without a server: {unmatched.length}</a>{' '}
            <span className="text-soft">(alerts came under them within 30 days)</span>
          </li>
          <li>
            <a href="/desk/deliveries?state=refused">Failed deliveries: {failed}</a>{' '}
            <span className="text-soft">(refused, or tried again later)</span>
          </li>
        </ul>
      </Part>
    </>
  )
}

function Held({ incident, alerts }: { incident: DeskIncident; alerts: DeskAlert[] }) {
  return (
    <Card>
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      <AffectedServers servers={incident.servers} />
      <AlertList alerts={alerts} />
      <ApproveForm incident={incident} action={approve} />
      <DismissForm incident={incident} action={dismiss} />
    </Card>
  )
}

function Proposed({ incident }: { incident: DeskIncident }) {
  return (
    <Card>
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      {incident.resolutionProposedAt ? (
        <p className="text-soft">
          All its servers are clear, seen at <LocalTime at={incident.resolutionProposedAt} />. A person wrote
          on it, so a person ends it.
        </p>
      ) : null}
      <ResolveForm incident={incident} action={resolve} />
    </Card>
  )
}

/** First what waits for a person, else what is open. */
function sentence(held: number, proposed: number, open: number): string {
  const waiting = [
    ...(held > 0 ? [`${held === 1 ? 'one incident is' : `${held} incidents are`} held for you`] : []),
    ...(proposed > 0 ? [`${proposed === 1 ? 'one waits' : `${proposed} wait`} for its all clear`] : []),
  ].join(', ')
  if (waiting) return `${waiting.charAt(0).toUpperCase()}${waiting.slice(1)}.`
  if (open > 0)
    return `${open === 1 ? 'One incident is' : `${open} incidents are`} open, nothing waits for you.`
  return 'All clear: nothing waits for you.'
}
