import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { editSign, removeSign } from '#app/desk/(staff)/indicators/actions.ts'
import { cautionWords, typeWords } from '#app/desk/(staff)/indicators/sign-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { cautionOf } from '#lib/rules/indicators/caution.ts'
import type { ListedSign } from '#lib/rules/indicators/indicator.ts'
import { EntryFields } from './entry-fields.tsx'

/** An entry of the list: what it is, whether it counts, and forms to change it. */
export function EntryRow({ entry }: { entry: ListedSign }) {
  const { id, type, value, tag, note, reference, isActive, isPublic, changedIn } = entry
  const caution = cautionOf(entry)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1 py-3">
      <p className="meta">
        <span>{typeWords()[type]}</span>
        {tag ? <span>{tag}</span> : null}
        <span className={isActive ? 'text-ok' : ''}>
          {isActive
            ? staffWords('deskIndicators.entryRow.lookedFor')
            : staffWords('deskIndicators.entryRow.notLookedFor')}
        </span>
        <span>
          {isPublic
            ? staffWords('deskIndicators.entryRow.public')
            : staffWords('deskIndicators.entryRow.private')}
        </span>
        <span>{staffWords('deskIndicators.entryRow.idId', { id })}</span>
      </p>
      <p>
        <code className="font-mono break-all select-all">{value}</code>
      </p>
      {note ? <p className="text-sm wrap-anywhere">{note}</p> : null}
      {reference ? <p className="text-sm text-soft wrap-anywhere">{reference}</p> : null}
      {caution ? <p className="text-sm text-slow">{cautionWords()[caution]}</p> : null}
      <May act="change-indicator">
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm">
            {staffWords.rich('deskIndicators.entryRow.changeValue', {
              value,
              unseen: text => <span className="sr-only">{text}</span>,
            })}
          </summary>
          <ActionForm
            act="change-indicator"
            action={editSign}
            className="grid grid-cols-[minmax(0,1fr)] gap-3"
          >
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="seen" value={changedIn} />
            <EntryFields entry={entry} />
            <SubmitButton>{staffWords('deskIndicators.entryRow.save')}</SubmitButton>
          </ActionForm>
          <ActionForm
            act="remove-indicator"
            action={removeSign}
            className="mt-4 grid gap-2 border-t border-line pt-4"
          >
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="seen" value={changedIn} />
            <SubmitButton look="side">{staffWords('deskIndicators.entryRow.remove')}</SubmitButton>
          </ActionForm>
        </details>
      </May>
    </li>
  )
}
