import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readIncident, readOpenIncidents } from '#db/reads/incidents/desk-incidents.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { ChangeForm } from './_parts/change-form.tsx'
import { MergeForm } from './_parts/merge-form.tsx'
import { MistakeForm } from './_parts/mistake-form.tsx'
import { ServersForm } from './_parts/servers-form.tsx'
import { SplitForm } from './_parts/split-form.tsx'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskIncidents.onePage.changeAnIncident'),
})

type Props = { params: Promise<{ id: string }> }

/** What is wrong with an incident as it stands: its servers, its title and times, or that it is one or two. */
export default async function ChangeIncidentPage({ params }: Props) {
  const { db } = await requireStaff()
  const incident = await readIncident(db, (await params).id)
  if (incident?.visibility !== 'published') notFound()
  const isOpen = incident.resolvedAt === null
  const [{ servers }, open] = await Promise.all([readTargets(db), isOpen ? readOpenIncidents(db) : []])
  const others = open.filter(other => other.id !== incident.id && other.visibility === 'published')
  return (
    <div className="max-w-4xl">
      <Headline>{staffWords('deskIncidents.onePage.changeTitle', { title: incident.title })}</Headline>
      <p>
        <a href={`/desk/posts/${incident.id}`}>{staffWords('deskIncidents.onePage.backToTheIncident')}</a>
      </p>
      <ServerNameOptions hostnames={servers.map(server => server.hostname)} />
      {isOpen ? (
        <Part title={staffWords('deskIncidents.onePage.servers')} id="servers">
          <Card>
            <ServersForm incident={incident} />
          </Card>
        </Part>
      ) : null}
      {incident.servers.length > 0 ? (
        <Part title={staffWords('deskIncidents.onePage.aServerWasNamed')} id="mistake">
          <Card>
            <MistakeForm incident={incident} />
          </Card>
        </Part>
      ) : null}
      <Part title={staffWords('deskIncidents.onePage.titleAndTimes')} id="times">
        <Card>
          <ChangeForm incident={incident} />
        </Card>
      </Part>
      {others.length > 0 ? (
        <Part title={staffWords('deskIncidents.onePage.itIsTheSame')} id="merge">
          <Card>
            <MergeForm incident={incident} others={others} />
          </Card>
        </Part>
      ) : null}
      {isOpen && incident.servers.length > 1 ? (
        <Part title={staffWords('deskIncidents.onePage.itIsTwo')} id="split">
          <Card>
            <SplitForm incident={incident} />
          </Card>
        </Part>
      ) : null}
    </div>
  )
}
