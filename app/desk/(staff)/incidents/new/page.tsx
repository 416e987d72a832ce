import type { Metadata } from 'next'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { declare, enterPast } from '../actions.ts'
import { DeclareForm } from './_parts/declare-form.tsx'
import { PastForm } from './_parts/past-form.tsx'

export const metadata: Metadata = { title: 'Declare an incident' }

export default async function NewIncidentPage() {
  const { db } = await requireStaff()
  const { groups, servers } = await readTargets(db)
  return (
    <>
      <Headline>Declare an incident</Headline>
      <p className="max-w-prose text-soft">
        It is public at once. Customers are told after a few seconds, in which you can take it back. Later
        alerts of its servers join it.
      </p>
      <BrandNote of="incident" />
      <ServerNameOptions hostnames={servers.map(server => server.hostname)} />
      <div className="mt-6 max-w-2xl">
        <Card>
          <DeclareForm groups={groups} action={declare} />
        </Card>
      </div>
      <Part title="It is over already" id="past">
        <details className="max-w-2xl">
          <summary className="min-h-11 cursor-pointer py-2">
            Enter a past incident, without telling anybody
          </summary>
          <Card>
            <PastForm groups={groups} action={enterPast} />
          </Card>
        </details>
      </Part>
    </>
  )
}
