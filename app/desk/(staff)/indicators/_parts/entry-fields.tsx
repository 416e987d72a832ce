import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { typeChoices } from '#app/desk/(staff)/indicators/sign-words.ts'
import type { ListedSign } from '#lib/rules/indicators/indicator.ts'

/** The fields of an entry; without one, of a new one. */
export function EntryFields({ entry }: { entry?: ListedSign }) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <ChoiceField
          label="What it is"
          name="type"
          defaultValue={entry?.type ?? 'path'}
          choices={typeChoices}
        />
        <TextField
          label="Value"
          name="value"
          defaultValue={entry?.value}
          maxLength={300}
          autoComplete="off"
        />
      </div>
      <TextField
        label="What it means, in a sentence"
        name="note"
        defaultValue={entry?.note ?? ''}
        required={false}
        maxLength={500}
        hint="Readers of an advisory read it, where the entry is public."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <TextField
          label="Tag"
          name="tag"
          defaultValue={entry?.tag ?? ''}
          required={false}
          maxLength={40}
          hint="Advisories name several by it."
        />
        <TextField
          label="Where it was published"
          name="reference"
          defaultValue={entry?.reference ?? ''}
          required={false}
          maxLength={300}
        />
      </div>
      <SwitchFields isActive={entry?.isActive ?? false} isPublic={entry?.isPublic ?? false} />
    </>
  )
}

export function SwitchFields({ isActive, isPublic }: { isActive: boolean; isPublic: boolean }) {
  return (
    <div className="flex flex-wrap gap-x-6">
      <CheckField label="Agents look for it" name="isActive" isChecked={isActive} />
      <CheckField label="Public: advisories may show it" name="isPublic" isChecked={isPublic} />
    </div>
  )
}
