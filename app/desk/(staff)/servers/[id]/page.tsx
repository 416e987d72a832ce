import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { IdField } from '#app/_components/desk/forms/id-field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ServerForm } from '#app/desk/(staff)/servers/_parts/server-form.tsx'
import { bringBack, edit } from '#app/desk/(staff)/servers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { findAgentOf } from '#db/reads/agents/agent-places.ts'
import { readServerTies, type ServerTies } from '#db/reads/servers/desk-servers.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskServers.onePage.server') })

export default async function DeskServerPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const server = (await readKnownServers(db)).find(known => known.id === id)
  if (!server) notFound()
  const [groups, ties, agentId] = await Promise.all([
    readGroups(db),
    readServerTies(db, id),
    findAgentOf(db, id),
  ])
  const { hostname, label, retiredAt, formerNames, version } = server
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/servers">{staffWords('deskServers.onePage.servers')}</a>
      </p>
      <Headline>{retiredAt ? staffWords('deskServers.onePage.labelIsRetired', { label }) : label}</Headline>
      <p className="mb-5 text-soft wrap-anywhere">
        <a href={`/servers/${hostname}`}>{staffWords('deskServers.onePage.whatCustomersSee')}</a> ·{' '}
        <a href={`/desk/alerts?server=${hostname}`}>{staffWords('deskServers.onePage.itsAlerts')}</a> ·{' '}
        {tiesInWords(ties)}
        {formerNames.length > 0
          ? ` · ${staffWords('deskServers.onePage.wasCalled', { names: formerNames.join(', ') })}`
          : null}
      </p>
      {retiredAt ? null : <AgentLine agentId={agentId} hostname={hostname} />}
      {ties.sources.length > 0 ? (
        <p className="mb-5 text-sm">
          {staffWords.rich('deskServers.onePage.spokenFor', {
            sources: () =>
              ties.sources.map(source => (
                <a key={source.id} href={`/desk/sources/${source.id}`} className="mr-2">
                  {source.name}
                </a>
              )),
          })}
        </p>
      ) : null}
      {retiredAt ? (
        <>
          <p className="mb-4 max-w-prose">
            {staffWords.rich('deskServers.onePage.retiredMeans', {
              retiredAt: () => <LocalTime at={retiredAt} />,
            })}
          </p>
          <ActionForm act="retire-server" action={bringBack} className="grid gap-3">
            <input type="hidden" name="serverId" value={id} />
            <SubmitButton>{staffWords('deskServers.onePage.bringLabelBackInto', { label })}</SubmitButton>
          </ActionForm>
        </>
      ) : (
        <>
          <ServerForm action={edit} groups={groups} server={server}>
            <input type="hidden" name="serverId" value={id} />
            <IdField name="version" id={String(version)} />
            <SubmitButton>{staffWords('deskServers.onePage.save')}</SubmitButton>
          </ServerForm>
          <May act="retire-server">
            <Part title={staffWords('deskServers.onePage.outOfService')}>
              <p>
                <a href={`/desk/servers/${id}/retire`}>
                  {staffWords('deskServers.onePage.retireLabel', { label })}
                </a>
              </p>
            </Part>
          </May>
        </>
      )}
    </>
  )
}

/** Leads to the agent that looks for suspicious files there, or to one. */
function AgentLine({ agentId, hostname }: { agentId: string | null; hostname: string }) {
  if (agentId)
    return (
      <p className="mb-3 text-sm">
        <a href={`/desk/agents/${agentId}`}>{staffWords('deskServers.onePage.itsAgent')}</a>
      </p>
    )
  return (
    <May act="make-agents">
      <p className="mb-3 text-sm">
        {staffWords.rich('deskServers.onePage.noAgent', {
          new: text => <a href={`/desk/agents/new?server=${hostname}`}>{text}</a>,
        })}
      </p>
    </May>
  )
}

function tiesInWords({ watchers, domains }: ServerTies): string {
  const people = staffWords('deskServers.onePage.onePersonAskedWatchers', { watchers })
  return staffWords('deskServers.onePage.peopleForItsNotices', { people, domains })
}
