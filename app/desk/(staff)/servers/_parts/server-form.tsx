import type { ReactNode } from 'react'
import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'

type Given = {
  hostname: string
  label: string
  groupId: string | null
  aliases: readonly string[]
  ips: readonly string[]
  note: string | null
}

type Props = {
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  groups: readonly { id: string; name: string }[]
  server: Given
  /** The button, and what the form sends besides. */
  children: ReactNode
}

/** All that a person says of a server. */
export function ServerForm({ action, groups, server, children }: Props) {
  const choices = [
    { value: '', word: 'no group' },
    ...groups.map(group => ({ value: group.id, word: group.name })),
  ]
  return (
    <ActionForm act="change-servers" action={action} className="grid max-w-3xl gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Host name"
          name="hostname"
          defaultValue={server.hostname}
          maxLength={253}
          autoComplete="off"
          hint="Whole, such as web07.example.com"
        />
        <OptionalField
          label="Customers call it"
          name="label"
          defaultValue={server.label}
          maxLength={60}
          hint="Empty: the first part of the host name"
        />
        <ChoiceField label="Group" name="groupId" defaultValue={server.groupId ?? ''} choices={choices} />
        <OptionalField
          label="Or a new group"
          name="newGroup"
          maxLength={80}
          hint="Such as “Vienna, rack 4”"
        />
      </div>
      <OptionalField
        label="IP addresses"
        name="addresses"
        defaultValue={server.ips.join(' ')}
        maxLength={5_000}
        hint="With blanks between. By these, customers find their server from their domain."
      />
      <OptionalField
        label="Other names"
        name="aliases"
        defaultValue={server.aliases.join(' ')}
        maxLength={25_000}
        hint="With blanks between. Alerts that name one of them mean this server, and its address leads here."
      />
      <WordsField
        label="What customers read on its page, if anything"
        name="note"
        isRequired={false}
        defaultValue={server.note ?? ''}
      />
      {children}
    </ActionForm>
  )
}
