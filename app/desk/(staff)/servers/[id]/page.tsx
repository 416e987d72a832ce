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
import { findAgentOf } from '#db/reads/agents/agent-places.ts'
import { readServerTies, type ServerTies } from '#db/reads/servers/desk-servers.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'

export const metadata: Metadata = { title: 'Server' }

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
        <a href="/desk/servers">Servers</a>
      </p>
      <Headline>{retiredAt ? `${label} is retired` : label}</Headline>
      <p className="mb-5 text-soft wrap-anywhere">
        <a href={`/servers/${hostname}`}>What customers see</a> ·{' '}
        <a href={`/desk/alerts?server=${hostname}`}>Its alerts</a> · {tiesInWords(ties)}
        {formerNames.length > 0 ? ` · was called ${formerNames.join(', ')}, which still leads here` : ''}
      </p>
      {retiredAt ? null : <AgentLine agentId={agentId} hostname={hostname} />}
      {ties.sources.length > 0 ? (
        <p className="mb-5 text-sm">
          Spoken for by{' '}
          {ties.sources.map(source => (
            <a key={source.id} href={`/desk/sources/${source.id}`} className="mr-2">
              {source.name}
            </a>
          ))}
        </p>
      ) : null}
      {retiredAt ? (
        <>
          <p className="mb-4 max-w-prose">
            Since <LocalTime at={retiredAt} /> it is not on the board, its page says that it is no longer in
            service, and alerts that name it are not taken.
          </p>
          <ActionForm act="retire-server" action={bringBack} className="grid gap-3">
            <input type="hidden" name="serverId" value={id} />
            <SubmitButton>Bring {label} back into service</SubmitButton>
          </ActionForm>
        </>
      ) : (
        <>
          <ServerForm action={edit} groups={groups} server={server}>
            <input type="hidden" name="serverId" value={id} />
            <IdField name="version" id={String(version)} />
            <SubmitButton>Save</SubmitButton>
          </ServerForm>
          <May act="retire-server">
            <Part title="Out of service">
              <p>
                <a href={`/desk/servers/${id}/retire`}>Retire {label} …</a>
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
        <a href={`/desk/agents/${agentId}`}>Its agent</a>
      </p>
    )
  return (
    <May act="make-agents">
      <p className="mb-3 text-sm">
        No agent looks for suspicious files there.{' '}
        <a href={`/desk/agents/new?server=${hostname}`}>Put one on it</a>
      </p>
    </May>
  )
}

function tiesInWords({ watchers, domains }: ServerTies): string {
  const people = watchers === 1 ? 'one person asked' : `${watchers} people asked`
  return `${people} for its notices · ${domains === 0 ? 'no domain' : domains === 1 ? 'one domain' : `${domains} domains`} on the map`
}
