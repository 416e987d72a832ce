import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { GroupChoice } from '#app/_components/desk/forms/server-choice.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SeenAdvisoryFields } from '#app/desk/(staff)/posts/[id]/_parts/publish-form.tsx'
import { openIt } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { readTypedServers } from '#app/desk/server-names.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readAdvisory } from '#db/reads/posts/advisory.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { countAdvance } from '#lib/flows/posts/open-advance.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.advancePage.showItFirst') })

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Partial<Record<'servers' | 'group', string | string[]>>>
}

/** Chooses whose customers read an advisory before it is public, and says how many those are before they are mailed. */
export default async function AdvancePage({ params, searchParams }: Props) {
  const { db } = await requireStaff()
  const [{ id }, query] = await Promise.all([params, searchParams])
  const [advisory, targets] = await Promise.all([readAdvisory(db, id), readTargets(db)])
  if (!advisory?.hasDraft || advisory.filePath || advisory.visibility === 'published') notFound()
  const named = advisory.servers.map(server => server.label).join(', ')
  const serverNames = typeof query.servers === 'string' ? query.servers.slice(0, 5000) : named
  const groupId = typeof query.group === 'string' && query.group !== '' ? query.group : null
  const chosen = readTypedServers({ serverNames, groupId }, targets)
  const ids = 'ids' in chosen ? chosen.ids : []
  const count = ids.length > 0 ? await countAdvance(db, ids, new Date()) : 0
  return (
    <>
      <Headline>{staffWords('deskPosts.advancePage.showItToSome')}</Headline>
      <p className="mb-4 max-w-prose text-soft">{staffWords('deskPosts.advancePage.theyGetAMail')}</p>
      <form className="grid max-w-3xl items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
        <SearchField
          label={staffWords('deskPosts.advancePage.customersOfTheseServers')}
          name="servers"
          defaultValue={serverNames}
          maxLength={5000}
        />
        <GroupChoice groups={targets.groups} name="group" defaultValue={groupId ?? ''} />
        <SubmitButton look="side">{staffWords('deskPosts.advancePage.countThem')}</SubmitButton>
      </form>
      {'problem' in chosen ? <p className="mt-3 text-down">{chosen.problem}</p> : null}
      <Part title={staffWords('deskPosts.advancePage.whoIsMailed')}>
        <Card>
          <ActionForm act="open-advance" action={openIt} className="grid gap-3">
            <SeenAdvisoryFields advisory={advisory} />
            <input type="hidden" name="serverIds" value={ids.join(' ')} />
            <p>
              {sentence(count, ids.length)}
              {advisory.advanceToken && count > 0
                ? staffWords('deskPosts.advancePage.theLinkOfBefore')
                : null}
            </p>
            {count > 0 ? (
              <SubmitButton>{staffWords('deskPosts.advancePage.mailThisOneThese', { count })}</SubmitButton>
            ) : null}
          </ActionForm>
        </Card>
      </Part>
      <p className="mt-4">
        <a href={`/desk/posts/${id}`}>{staffWords('deskPosts.advancePage.backToTheAdvisory')}</a>
      </p>
    </>
  )
}

function sentence(count: number, servers: number): string {
  if (servers === 0) return staffWords('deskPosts.advancePage.noServer')
  if (count === 0) return staffWords('deskPosts.advancePage.nobodyWatches', { servers })
  return staffWords('deskPosts.advancePage.watch', { servers, count })
}
