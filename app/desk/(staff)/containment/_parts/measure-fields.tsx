import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { GroupChoice, ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { kindChoices } from '#app/desk/(staff)/containment/kind-words.ts'
import type { MeasureRow } from '#db/reads/containment/measures.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'

/** What a measure may be on, and belong to. labels: of servers by their ids. */
export type MeasureChoices = {
  groups: readonly TargetGroup[]
  labels: ReadonlyMap<string, string>
  posts: readonly { id: string; title: string }[]
}

type Props = {
  choices: MeasureChoices
  /** Left out: it is a new one. */
  measure?: MeasureRow
  /** Of a new one: what it belongs to. */
  postId?: string
}

/** The fields of a measure. */
export function MeasureFields({ choices: { groups, labels, posts }, measure, postId }: Props) {
  const names = (measure?.serverIds ?? []).map(id => labels.get(id) ?? id)
  return (
    <>
      <TextField
        label="What was done, as a sentence begins"
        name="text"
        defaultValue={measure?.text}
        maxLength={300}
        hint="Such as: Outgoing traffic to one address is blocked. Where and since when is added."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <ChoiceField
          label="Kind"
          name="kind"
          defaultValue={measure?.kind ?? 'firewall'}
          choices={kindChoices}
        />
        <ChoiceField
          label="It belongs to"
          name="postId"
          defaultValue={measure?.postId ?? postId ?? ''}
          choices={[
            { value: '', word: 'nothing yet' },
            ...posts.map(post => ({ value: post.id, word: post.title })),
          ]}
        />
        <ServerNamesField defaultValue={names.join(', ')} />
        <GroupChoice groups={groups} defaultValue={measure?.groupIds[0] ?? ''} />
      </div>
      <CheckField label="On all servers" name="isEverywhere" isChecked={measure?.isEverywhere ?? false} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <MomentField label="Since" name="from" at={measure?.since ?? null} isRequired={false} />
        <MomentField label="Until" name="to" at={measure?.until ?? null} isRequired={false} />
        <TextField
          label="Why (staff alone read it)"
          name="why"
          defaultValue={measure?.why ?? ''}
          required={false}
          maxLength={500}
        />
        <TextField
          label="By whom (staff alone read it)"
          name="doneBy"
          defaultValue={measure?.doneBy ?? ''}
          required={false}
          maxLength={80}
        />
      </div>
      <TypedZone />
      <CheckField
        label="Public: readers of its post may read what, where and since when"
        name="isPublic"
        isChecked={measure?.isPublic ?? false}
      />
    </>
  )
}
