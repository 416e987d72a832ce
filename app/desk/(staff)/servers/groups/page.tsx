import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addOne, editOne, moveOne, removeOne } from '#app/desk/(staff)/servers/group-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countByGroup } from '#db/reads/servers/desk-servers.ts'
import { type PlacedGroup, readGroups } from '#db/reads/servers/known-servers.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskServers.groupsPage.groups') })

export default async function GroupsPage() {
  const { db } = await requireStaff()
  const [groups, counts] = await Promise.all([readGroups(db), countByGroup(db)])
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/servers">{staffWords('deskServers.groupsPage.servers')}</a>
      </p>
      <Headline>{staffWords('deskServers.groupsPage.groupsAsTheyFollow')}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskServers.groupsPage.intro')}</p>
      <ol className="rows mt-4">
        {groups.map(group => (
          <GroupLine key={group.id} group={group} count={counts.get(group.id) ?? 0} />
        ))}
      </ol>
      <Part title={staffWords('deskServers.groupsPage.addAGroup')}>
        <Card>
          <ActionForm act="add-group" action={addOne} className="grid max-w-md gap-3">
            <TextField
              label={staffWords('deskServers.groupsPage.name')}
              name="name"
              maxLength={80}
              autoComplete="off"
            />
            <SubmitButton>{staffWords('deskServers.groupsPage.addIt')}</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function GroupLine({ group, count }: { group: PlacedGroup; count: number }) {
  const { id, name, slug } = group
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 py-3">
      <div className="min-w-0">
        <h2 className="font-semibold wrap-anywhere">{name}</h2>
        <p className="text-sm wrap-anywhere text-soft">
          <a href={`/desk/servers?group=${id}`}>
            {staffWords('deskServers.groupsPage.serverCount', { count })}
          </a>{' '}
          · <a href={`/groups/${slug}`}>{`/groups/${slug}`}</a>
        </p>
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm">
            {staffWords.rich('deskServers.groupsPage.nameAndAddress', {
              name,
              unseen: text => <span className="sr-only">{text}</span>,
            })}
          </summary>
          <ActionForm act="edit-group" action={editOne} className="my-2 grid max-w-xl gap-3">
            <input type="hidden" name="groupId" value={id} />
            <input type="hidden" name="seenName" value={name} />
            <input type="hidden" name="seenSlug" value={slug} />
            <TextField
              label={staffWords('deskServers.groupsPage.name')}
              name="name"
              defaultValue={name}
              maxLength={80}
              autoComplete="off"
            />
            <TextField
              label={staffWords('deskServers.groupsPage.addressBehindGroups')}
              name="slug"
              defaultValue={slug}
              maxLength={60}
              autoComplete="off"
              hint={staffWords('deskServers.groupsPage.whoHasTheOld')}
            />
            <SubmitButton>{staffWords('deskServers.groupsPage.save')}</SubmitButton>
          </ActionForm>
          <ActionForm act="remove-group" action={removeOne} className="my-2 grid gap-2">
            <input type="hidden" name="groupId" value={id} />
            <SubmitButton look="side">
              {staffWords('deskServers.groupsPage.removeName', { name })}
            </SubmitButton>
          </ActionForm>
        </details>
      </div>
      <ActionForm act="move-group" action={moveOne} className="grid grid-cols-2 gap-2">
        <input type="hidden" name="groupId" value={id} />
        <SubmitButton look="side" choice={{ name: 'to', value: 'up' }}>
          {staffWords.rich('deskServers.groupsPage.upName', {
            name,
            unseen: text => <span className="sr-only">{text}</span>,
          })}
        </SubmitButton>
        <SubmitButton look="side" choice={{ name: 'to', value: 'down' }}>
          {staffWords.rich('deskServers.groupsPage.downName', {
            name,
            unseen: text => <span className="sr-only">{text}</span>,
          })}
        </SubmitButton>
      </ActionForm>
    </li>
  )
}
