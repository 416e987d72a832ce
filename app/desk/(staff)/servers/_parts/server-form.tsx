import type { ReactNode } from 'react'
import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'

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
    { value: '', word: staffWords('deskServers.serverForm.noGroup') },
    ...groups.map(group => ({ value: group.id, word: group.name })),
  ]
  return (
    <ActionForm act="change-servers" action={action} className="grid max-w-3xl gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={staffWords('deskServers.serverForm.hostName')}
          name="hostname"
          defaultValue={server.hostname}
          maxLength={253}
          autoComplete="off"
          hint={staffWords('deskServers.serverForm.hostNameHint')}
        />
        <OptionalField
          label={staffWords('deskServers.serverForm.labelField')}
          name="label"
          defaultValue={server.label}
          maxLength={60}
          hint={staffWords('deskServers.serverForm.emptyTheFirstPart')}
        />
        <ChoiceField
          label={staffWords('deskServers.serverForm.group')}
          name="groupId"
          defaultValue={server.groupId ?? ''}
          choices={choices}
        />
        <OptionalField
          label={staffWords('deskServers.serverForm.orANewGroup')}
          name="newGroup"
          maxLength={80}
          hint={staffWords('deskServers.serverForm.suchAsViennaRack')}
        />
      </div>
      <OptionalField
        label={staffWords('deskServers.serverForm.ipAddresses')}
        name="addresses"
        defaultValue={server.ips.join(' ')}
        maxLength={5_000}
        hint={staffWords('deskServers.serverForm.aliasesHint')}
      />
      <OptionalField
        label={staffWords('deskServers.serverForm.otherNames')}
        name="aliases"
        defaultValue={server.aliases.join(' ')}
        maxLength={25_000}
        hint={staffWords('deskServers.serverForm.withBlanksBetweenAlerts')}
      />
      <WordsField
        label={staffWords('deskServers.serverForm.noteField')}
        name="note"
        isRequired={false}
        defaultValue={server.note ?? ''}
      />
      {children}
    </ActionForm>
  )
}
