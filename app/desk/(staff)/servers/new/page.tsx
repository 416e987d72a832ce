import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ServerForm } from '#app/desk/(staff)/servers/_parts/server-form.tsx'
import { add } from '#app/desk/(staff)/servers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { firstPart, readHostName, readIpAddress } from '#lib/rules/servers/host-name.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskServers.newPage.addAServer') })

type Query = Partial<Record<'name' | 'added' | 'group', string | string[]>>

export default async function NewServerPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const { name, added, group } = await searchParams
  const groups = await readGroups(db)
  const hostname = typeof name === 'string' ? (readHostName(name) ?? '') : ''
  const ip = typeof name === 'string' ? readIpAddress(name) : null
  const before = typeof added === 'string' ? readHostName(added) : null
  const isKnown = groups.some(each => each.id === group)
  return (
    <>
      <Headline>{staffWords('deskServers.newPage.addAServer')}</Headline>
      {before ? (
        <p role="status" className="my-3 text-ok wrap-anywhere">
          {staffWords.rich('deskServers.newPage.addedBefore', {
            before,
            link: text => <a href={`/servers/${before}`}>{text}</a>,
            servers: text => <a href="/desk/servers">{text}</a>,
          })}
        </p>
      ) : (
        <p className="mb-5 text-soft">
          {staffWords.rich('deskServers.newPage.manyAtOncePaste', {
            import: text => <a href="/desk/servers/import">{text}</a>,
          })}
        </p>
      )}
      <ServerForm
        key={before ?? ''}
        action={add}
        groups={groups}
        server={{
          hostname,
          label: hostname ? firstPart(hostname) : '',
          groupId: isKnown && typeof group === 'string' ? group : null,
          aliases: [],
          ips: ip ? [ip] : [],
          note: null,
        }}
      >
        <SubmitButton>{staffWords('deskServers.newPage.add')}</SubmitButton>
      </ServerForm>
    </>
  )
}
