import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readIncident, readOpenIncidents } from '#db/reads/incidents/desk-incidents.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { ChangeForm } from './_parts/change-form.tsx'
import { MergeForm } from './_parts/merge-form.tsx'
import { MistakeForm } from './_parts/mistake-form.tsx'
import { ServersForm } from './_parts/servers-form.tsx'
import { SplitForm } from './_parts/split-form.tsx'

export const metadata: Metadata = { title: 'Change an incident' }

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
      <Headline>Change: {incident.title}</Headline>
      <p>
        <a href={`/desk/posts/${incident.id}`}>Back to the incident</a>
      </p>
      <ServerNameOptions hostnames={servers.map(server => server.hostname)} />
      {isOpen ? (
        <Part title="Servers" id="servers">
          <Card>
            <ServersForm incident={incident} />
          </Card>
        </Part>
      ) : null}
      {incident.servers.length > 0 ? (
        <Part title="A server was named by mistake" id="mistake">
          <Card>
            <MistakeForm incident={incident} />
          </Card>
        </Part>
      ) : null}
      <Part title="Title and times" id="times">
        <Card>
          <ChangeForm incident={incident} />
        </Card>
      </Part>
      {others.length > 0 ? (
        <Part title="It is the same as another one" id="merge">
          <Card>
            <MergeForm incident={incident} others={others} />
          </Card>
        </Part>
      ) : null}
      {isOpen && incident.servers.length > 1 ? (
        <Part title="It is two" id="split">
          <Card>
            <SplitForm incident={incident} />
          </Card>
        </Part>
      ) : null}
    </div>
  )
}
