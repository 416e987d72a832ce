import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { retire } from '#app/desk/(staff)/servers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readServerTies, type ServerTies } from '#db/reads/servers/desk-servers.ts'
import { type KnownHold, readHolds, readKnownServers } from '#db/reads/servers/known-servers.ts'

export const metadata: Metadata = { title: 'Retire a server' }

export default async function RetirePage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const server = (await readKnownServers(db)).find(known => known.id === id)
  if (!server || server.retiredAt) notFound()
  const [ties, holds] = await Promise.all([readServerTies(db, id), readHolds(db, new Date())])
  const own = holds.filter(hold => hold.serverId === id)
  const running = own.filter(hold => !hold.isPlanned)
  const { label } = server
  return (
    <>
      <Headline>Retire {label}?</Headline>
      {running.length > 0 ? (
        <>
          <p className="mb-3 max-w-prose">
            Not yet: it is part of what is not over. End it there, so that its customers read how it ended,
            and come back.
          </p>
          <HoldList holds={running} />
        </>
      ) : (
        <>
          <p className="mb-5 max-w-prose">{whatItDoes(label, ties)}</p>
          <ActionForm act="retire-server" action={retire} className="flex flex-wrap items-center gap-4">
            <input type="hidden" name="serverId" value={id} />
            {own.length > 0 ? <PlannedField label={label} holds={own} /> : null}
            <SubmitButton look="apart">Retire {label}</SubmitButton>
            <a href={`/desk/servers/${id}`}>Keep it</a>
          </ActionForm>
        </>
      )}
    </>
  )
}

/** Maintenance that is planned takes place without it, or not at all where it is the only one. */
function PlannedField({ label, holds }: { label: string; holds: readonly KnownHold[] }) {
  return (
    <div className="grid basis-full gap-3">
      <p className="max-w-prose">
        {label} falls out of what is planned; who was told of it hears so, with the reason. A maintenance of{' '}
        {label} alone is cancelled, and one that comes again is made without it from now on:
      </p>
      <HoldList holds={holds} />
      <TextField
        label="Why, as customers read it"
        name="reason"
        defaultValue={`${label} is taken out of service.`}
        maxLength={500}
        autoComplete="off"
      />
    </div>
  )
}

function HoldList({ holds }: { holds: readonly KnownHold[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {holds.map(({ postId, title }) => (
        <li key={postId}>
          <a href={`/desk/posts/${postId}`}>{title}</a>
        </li>
      ))}
    </ul>
  )
}

/** What happens, in one sentence. Nobody is mailed of it. */
function whatItDoes(label: string, { watchers, domains }: ServerTies): string {
  const people =
    watchers === 0
      ? 'nobody asked for its notices'
      : `${watchers === 1 ? 'the one person' : `the ${watchers} people`} who asked for its notices hear nothing more of it`
  const map =
    domains === 0
      ? ''
      : `, ${domains === 1 ? 'one domain stays' : `${domains} domains stay`} with it on the map of customers`
  return `${label} leaves the board, its page stays and says that it is no longer in service, alerts that name it do nothing any more, and ${people}${map}; nobody is mailed of that, and you can bring it back.`
}
