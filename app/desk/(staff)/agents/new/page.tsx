import type { Metadata } from 'next'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { GroupChoice } from '#app/_components/desk/forms/server-choice.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { AgentsForm } from '#app/desk/(staff)/agents/_parts/agents-given.tsx'
import { HostNamesField } from '#app/desk/(staff)/agents/_parts/host-names-field.tsx'
import { make } from '#app/desk/(staff)/agents/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countWithoutAgent } from '#db/reads/agents/fleet.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { readHostName } from '#lib/rules/servers/host-name.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAgents.newPage.makeAgents') })

type Query = { server?: string | string[] }

export default async function NewAgentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const { server } = await searchParams
  const [{ groups, servers }, without] = await Promise.all([readTargets(db), countWithoutAgent(db)])
  const hostname = typeof server === 'string' ? (readHostName(server) ?? '') : ''
  return (
    <div className="max-w-3xl">
      <Headline>{staffWords('deskAgents.newPage.putAgents')}</Headline>
      <p className="text-soft">{staffWords('deskAgents.newPage.whatAgentsDo')}</p>
      {servers.length === 0 ? (
        <p className="mt-4">
          {staffWords.rich('deskAgents.newPage.noServerIsEntered', {
            new: text => <a href="/desk/servers/new">{text}</a>,
          })}
        </p>
      ) : (
        <div className="mt-6">
          <Card>
            <AgentsForm act="make-agents" action={make} className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <HostNamesField
                label={staffWords('deskAgents.newPage.servers')}
                hint={staffWords('deskAgents.newPage.hostNamesOrLabels')}
                defaultValue={hostname}
              />
              {groups.length > 0 ? <GroupChoice groups={groups} /> : null}
              {without > 1 ? (
                <CheckField
                  label={staffWords('deskAgents.newPage.andAllWithout', { without })}
                  name="isAll"
                  isChecked={false}
                />
              ) : null}
              <SubmitButton>{staffWords('deskAgents.newPage.makeWhatToPaste')}</SubmitButton>
            </AgentsForm>
          </Card>
        </div>
      )}
    </div>
  )
}
