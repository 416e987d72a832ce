import type { Metadata } from 'next'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { GroupChoice } from '#app/_components/desk/forms/server-choice.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { AgentsForm } from '#app/desk/(staff)/agents/_parts/agents-given.tsx'
import { HostNamesField } from '#app/desk/(staff)/agents/_parts/host-names-field.tsx'
import { make } from '#app/desk/(staff)/agents/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { countWithoutAgent } from '#db/reads/agents/fleet.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { readHostName } from '#lib/rules/servers/host-name.ts'

export const metadata: Metadata = { title: 'Make agents' }

type Query = { server?: string | string[] }

export default async function NewAgentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const { server } = await searchParams
  const [{ groups, servers }, without] = await Promise.all([readTargets(db), countWithoutAgent(db)])
  const hostname = typeof server === 'string' ? (readHostName(server) ?? '') : ''
  return (
    <div className="max-w-3xl">
      <Headline>Put an agent on servers</Headline>
      <p className="text-soft">
        An agent looks for suspicious files every five minutes and tells this site what it finds. It changes
        no firewall, deletes nothing and takes no commands from here.
      </p>
      {servers.length === 0 ? (
        <p className="mt-4">
          No server is entered yet: <a href="/desk/servers/new">add one</a> first.
        </p>
      ) : (
        <div className="mt-6">
          <Card>
            <AgentsForm act="make-agents" action={make} className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <HostNamesField defaultValue={hostname} />
              {groups.length > 0 ? <GroupChoice groups={groups} /> : null}
              {without > 1 ? (
                <CheckField
                  label={`And the ${without.toLocaleString('en')} servers that have none`}
                  name="isAll"
                  isChecked={false}
                />
              ) : null}
              <SubmitButton>Make what to paste</SubmitButton>
            </AgentsForm>
          </Card>
        </div>
      )}
    </div>
  )
}
