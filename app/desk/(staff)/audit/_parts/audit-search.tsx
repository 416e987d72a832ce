import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import type { AuditFilter } from '#db/reads/staff/audit-log.ts'
import { auditActions } from '#lib/rules/staff/may.ts'
import type { StaffRole } from '#lib/rules/staff/role.ts'
import { actionWords } from './action-words.ts'

type Props = { filter: AuditFilter; doers: readonly { id: string; name: string; role: StaffRole }[] }

const any = { value: '', word: 'any' }

/** What to look for in the audit log. Its answer has an address, so it can be kept and sent to a colleague. */
export function AuditSearch({ filter: { by, action, text, from, to }, doers }: Props) {
  const people = doers.map(({ id, name, role }) => ({
    value: id,
    word: role === 'key' ? `${name} (key)` : name,
  }))
  const actions = auditActions.map(each => ({ value: each, word: actionWords(each) }))
  return (
    <form className="my-6 grid gap-3">
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[12rem_14rem_1fr_auto]">
        <ChoiceField
          label="Who"
          name="by"
          defaultValue={by ?? ''}
          choices={[any, { value: 'itself', word: 'Allclear itself' }, ...people]}
        />
        <ChoiceField
          label="What"
          name="action"
          defaultValue={action ?? ''}
          choices={[any, ...actions.sort((a, b) => (a.word < b.word ? -1 : 1))]}
        />
        <SearchField
          label="To what, from where, or words"
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <button type="submit" className="button">
          Search
        </button>
      </div>
      <details open={from !== null || to !== null}>
        <summary className="cursor-pointer py-1 text-sm">Period</summary>
        <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <TypedZone />
          <MomentField label="From" name="from" at={from} isRequired={false} />
          <MomentField label="to" name="to" at={to} isRequired={false} />
        </div>
      </details>
    </form>
  )
}
