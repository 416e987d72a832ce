'use client'

import { ChoiceField } from '#app/_components/desk/field.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { OptionalField } from './optional-field.tsx'

type Names = { label?: string; name?: string; defaultValue?: string; hint?: string }

/** A field for several servers; which they are is read from the names. */
export function ServerNamesField({ label, name = 'serverNames', defaultValue, hint }: Names) {
  const { fields } = useDeskWords()
  return (
    <OptionalField
      label={label ?? fields.servers}
      name={name}
      defaultValue={defaultValue}
      hint={hint ?? fields.serversHint}
      maxLength={5000}
    />
  )
}

type Groups = {
  groups: readonly Pick<TargetGroup, 'id' | 'name'>[]
  name?: string
  defaultValue?: string
}

/** A whole group besides, or none. */
export function GroupChoice({ groups, name = 'groupId', defaultValue }: Groups) {
  const { fields } = useDeskWords()
  return (
    <ChoiceField
      label={fields.andAllServersOf}
      name={name}
      defaultValue={defaultValue}
      choices={[
        { value: '', word: fields.noGroup },
        ...groups.map(group => ({ value: group.id, word: group.name })),
      ]}
    />
  )
}
