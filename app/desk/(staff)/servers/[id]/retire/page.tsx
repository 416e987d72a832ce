import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { retire } from '#app/desk/(staff)/servers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { publicWords, staffWords } from '#app/desk/staff-words.ts'
import { readServerTies, type ServerTies } from '#db/reads/servers/desk-servers.ts'
import { type KnownHold, readHolds, readKnownServers } from '#db/reads/servers/known-servers.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskServers.retirePage.retireAServer'),
})

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
      <Headline>{staffWords('deskServers.retirePage.retireLabel', { label })}</Headline>
      {running.length > 0 ? (
        <>
          <p className="mb-3 max-w-prose">{staffWords('deskServers.retirePage.notYet')}</p>
          <HoldList holds={running} />
        </>
      ) : (
        <>
          <p className="mb-5 max-w-prose">{whatItDoes(label, ties)}</p>
          <ActionForm act="retire-server" action={retire} className="flex flex-wrap items-center gap-4">
            <input type="hidden" name="serverId" value={id} />
            {own.length > 0 ? <PlannedField label={label} holds={own} /> : null}
            <SubmitButton look="apart">
              {staffWords('deskServers.retirePage.retireServer', { label })}
            </SubmitButton>
            <a href={`/desk/servers/${id}`}>{staffWords('deskServers.retirePage.keepIt')}</a>
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
      <p className="max-w-prose">{staffWords('deskServers.retirePage.fallsOut', { label })}</p>
      <HoldList holds={holds} />
      <TextField
        label={staffWords('deskServers.retirePage.whyAsCustomersRead')}
        name="reason"
        defaultValue={publicWords()('deskServers.retirePage.labelIsTakenOut', { label })}
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
  return staffWords('deskServers.retirePage.labelLeavesTheBoard', { label, watchers, domains })
}
