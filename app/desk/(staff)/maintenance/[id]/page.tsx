import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { PlanForm } from '#app/desk/(staff)/maintenance/_parts/plan-form.tsx'
import { planOf } from '#app/desk/(staff)/maintenance/_parts/plan-start.ts'
import { changePlan } from '#app/desk/(staff)/maintenance/recurrence-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readRecurrenceToEdit } from '#db/reads/maintenance/recurrences.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskMaintenance.onePage.maintenanceThatComesAgain'),
})

export default async function RecurrencePage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const [recurrence, targets] = await Promise.all([readRecurrenceToEdit(db, id, new Date()), readTargets(db)])
  if (!recurrence) notFound()
  return (
    <>
      <Headline>{recurrence.title}</Headline>
      <p className="mb-4 max-w-prose text-soft">{staffWords('deskMaintenance.onePage.allWindowsThatHave')}</p>
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      <Card>
        <PlanForm
          groups={targets.groups}
          zone={recurrence.zone}
          start={planOf(recurrence)}
          action={changePlan}
        />
      </Card>
      <p className="mt-4">
        <a href="/desk/maintenance">{staffWords('deskMaintenance.onePage.backToAllMaintenance')}</a>
      </p>
    </>
  )
}
