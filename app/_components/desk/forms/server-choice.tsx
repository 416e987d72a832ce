import { ChoiceField } from '#app/_components/desk/field.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { OptionalField } from './optional-field.tsx'

type Names = { label?: string; name?: string; defaultValue?: string; hint?: string }

/** A field for several servers; which they are is read from the names. */
export function ServerNamesField({
  label = 'Servers',
  name = 'serverNames',
  defaultValue,
  hint = 'Labels or host names, with commas between them.',
}: Names) {
  return <OptionalField label={label} name={name} defaultValue={defaultValue} hint={hint} maxLength={5000} />
}

type Groups = {
  groups: readonly Pick<TargetGroup, 'id' | 'name'>[]
  name?: string
  defaultValue?: string
}

/** A whole group besides, or none. */
export function GroupChoice({ groups, name = 'groupId', defaultValue }: Groups) {
  return (
    <ChoiceField
      label="And all servers of"
      name={name}
      defaultValue={defaultValue}
      choices={[
        { value: '', word: 'no group' },
        ...groups.map(group => ({ value: group.id, word: group.name })),
      ]}
    />
  )
}
