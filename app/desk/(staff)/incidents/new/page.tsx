import type { Metadata } from 'next'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { declare, enterPast } from '../actions.ts'
import { DeclareForm } from './_parts/declare-form.tsx'
import { PastForm } from './_parts/past-form.tsx'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskIncidents.newPage.declareAnIncident'),
})

export default async function NewIncidentPage() {
  const { db } = await requireStaff()
  const { groups, servers } = await readTargets(db)
  return (
    <>
      <Headline>{staffWords('deskIncidents.newPage.declareAnIncident')}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskIncidents.newPage.publicAtOnce')}</p>
      <BrandNote of="incident" />
      <ServerNameOptions hostnames={servers.map(server => server.hostname)} />
      <div className="mt-6 max-w-2xl">
        <Card>
          <DeclareForm groups={groups} action={declare} />
        </Card>
      </div>
      <Part title={staffWords('deskIncidents.newPage.itIsOverAlready')} id="past">
        <details className="max-w-2xl">
          <summary className="min-h-11 cursor-pointer py-2">
            {staffWords('deskIncidents.newPage.enterAPastIncident')}
          </summary>
          <Card>
            <PastForm groups={groups} action={enterPast} />
          </Card>
        </details>
      </Part>
    </>
  )
}
