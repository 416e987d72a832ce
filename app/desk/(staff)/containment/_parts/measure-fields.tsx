import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { GroupChoice, ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { kindChoices } from '#app/desk/(staff)/containment/kind-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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
        label={staffWords('deskContainment.measureFields.whatHint')}
        name="text"
        defaultValue={measure?.text}
        maxLength={300}
        hint={staffWords('deskContainment.measureFields.suchAsOutgoingTraffic')}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <ChoiceField
          label={staffWords('deskContainment.measureFields.kind')}
          name="kind"
          defaultValue={measure?.kind ?? 'firewall'}
          choices={kindChoices()}
        />
        <ChoiceField
          label={staffWords('deskContainment.measureFields.belongsTo')}
          name="postId"
          defaultValue={measure?.postId ?? postId ?? ''}
          choices={[
            { value: '', word: staffWords('deskContainment.measureFields.nothingYet') },
            ...posts.map(post => ({ value: post.id, word: post.title })),
          ]}
        />
        <ServerNamesField defaultValue={names.join(', ')} />
        <GroupChoice groups={groups} defaultValue={measure?.groupIds[0] ?? ''} />
      </div>
      <CheckField
        label={staffWords('deskContainment.measureFields.onAllServers')}
        name="isEverywhere"
        isChecked={measure?.isEverywhere ?? false}
      />
      <WhenAndWhy measure={measure} />
      <CheckField
        label={staffWords('deskContainment.measureFields.publicMeans')}
        name="isPublic"
        isChecked={measure?.isPublic ?? false}
      />
    </>
  )
}

function WhenAndWhy({ measure }: Pick<Props, 'measure'>) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <MomentField
          label={staffWords('deskContainment.measureFields.since')}
          name="from"
          at={measure?.since ?? null}
          isRequired={false}
        />
        <MomentField
          label={staffWords('deskContainment.measureFields.until')}
          name="to"
          at={measure?.until ?? null}
          isRequired={false}
        />
        <TextField
          label={staffWords('deskContainment.measureFields.whyStaffAloneRead')}
          name="why"
          defaultValue={measure?.why ?? ''}
          required={false}
          maxLength={500}
        />
        <TextField
          label={staffWords('deskContainment.measureFields.byWhomStaffAlone')}
          name="doneBy"
          defaultValue={measure?.doneBy ?? ''}
          required={false}
          maxLength={80}
        />
      </div>
      <TypedZone />
    </>
  )
}
