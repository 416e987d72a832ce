import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { typeChoices } from '#app/desk/(staff)/indicators/sign-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ListedSign } from '#lib/rules/indicators/indicator.ts'

/** The fields of an entry; without one, of a new one. */
export function EntryFields({ entry }: { entry?: ListedSign }) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <ChoiceField
          label={staffWords('deskIndicators.entryFields.whatItIs')}
          name="type"
          defaultValue={entry?.type ?? 'path'}
          choices={typeChoices()}
        />
        <TextField
          label={staffWords('deskIndicators.entryFields.value')}
          name="value"
          defaultValue={entry?.value}
          maxLength={300}
          autoComplete="off"
        />
      </div>
      <TextField
        label={staffWords('deskIndicators.entryFields.meaning')}
        name="note"
        defaultValue={entry?.note ?? ''}
        required={false}
        maxLength={500}
        hint={staffWords('deskIndicators.entryFields.readersOfAnAdvisory')}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <TextField
          label={staffWords('deskIndicators.entryFields.tag')}
          name="tag"
          defaultValue={entry?.tag ?? ''}
          required={false}
          maxLength={40}
          hint={staffWords('deskIndicators.entryFields.tagHint')}
        />
        <TextField
          label={staffWords('deskIndicators.entryFields.whereItWasPublished')}
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
      <CheckField
        label={staffWords('deskIndicators.entryFields.isLookedFor')}
        name="isActive"
        isChecked={isActive}
      />
      <CheckField
        label={staffWords('deskIndicators.entryFields.publicAdvisoriesMayShow')}
        name="isPublic"
        isChecked={isPublic}
      />
    </div>
  )
}
