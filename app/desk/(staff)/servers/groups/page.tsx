import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addOne, editOne, moveOne, removeOne } from '#app/desk/(staff)/servers/group-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { countByGroup } from '#db/reads/servers/desk-servers.ts'
import { type PlacedGroup, readGroups } from '#db/reads/servers/known-servers.ts'

export const metadata: Metadata = { title: 'Groups' }

export default async function GroupsPage() {
  const { db } = await requireStaff()
  const [groups, counts] = await Promise.all([readGroups(db), countByGroup(db)])
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/servers">Servers</a>
      </p>
      <Headline>Groups, as they follow on the board</Headline>
      <p className="max-w-prose text-soft">
        A group is a place or a role: a rack, a site, “Mail”. When many of its servers fail together,
        customers read of the group. Groups in trouble come first by themselves.
      </p>
      <ol className="rows mt-4">
        {groups.map(group => (
          <GroupLine key={group.id} group={group} count={counts.get(group.id) ?? 0} />
        ))}
      </ol>
      <Part title="Add a group">
        <Card>
          <ActionForm act="add-group" action={addOne} className="grid max-w-md gap-3">
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" />
            <SubmitButton>Add it</SubmitButton>
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
          <a href={`/desk/servers?group=${id}`}>{count === 1 ? 'one server' : `${count} servers`}</a> ·{' '}
          <a href={`/groups/${slug}`}>/groups/{slug}</a>
        </p>
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm">
            Name and address<span className="sr-only"> of {name}</span>
          </summary>
          <ActionForm act="edit-group" action={editOne} className="my-2 grid max-w-xl gap-3">
            <input type="hidden" name="groupId" value={id} />
            <input type="hidden" name="seenName" value={name} />
            <input type="hidden" name="seenSlug" value={slug} />
            <TextField label="Name" name="name" defaultValue={name} maxLength={80} autoComplete="off" />
            <TextField
              label="Address, behind /groups/"
              name="slug"
              defaultValue={slug}
              maxLength={60}
              autoComplete="off"
              hint="Who has the old address does not find it any more."
            />
            <SubmitButton>Save</SubmitButton>
          </ActionForm>
          <ActionForm act="remove-group" action={removeOne} className="my-2 grid gap-2">
            <input type="hidden" name="groupId" value={id} />
            <SubmitButton look="side">Remove {name}</SubmitButton>
          </ActionForm>
        </details>
      </div>
      <ActionForm act="move-group" action={moveOne} className="grid grid-cols-2 gap-2">
        <input type="hidden" name="groupId" value={id} />
        <SubmitButton look="side" choice={{ name: 'to', value: 'up' }}>
          Up<span className="sr-only"> {name}</span>
        </SubmitButton>
        <SubmitButton look="side" choice={{ name: 'to', value: 'down' }}>
          Down<span className="sr-only"> {name}</span>
        </SubmitButton>
      </ActionForm>
    </li>
  )
}
