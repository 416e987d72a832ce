import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { AuditFilter } from '#db/reads/staff/audit-log.ts'
import { auditActions } from '#lib/rules/staff/may.ts'
import type { StaffRole } from '#lib/rules/staff/role.ts'
import { actionWords } from './action-words.ts'

type Props = { filter: AuditFilter; doers: readonly { id: string; name: string; role: StaffRole }[] }

const any = () => ({ value: '', word: staffWords('deskAudit.auditSearch.any') })

/** What to look for in the audit log. Its answer has an address, so it can be kept and sent to a colleague. */
export function AuditSearch({ filter: { by, action, text, from, to }, doers }: Props) {
  const people = doers.map(({ id, name, role }) => ({
    value: id,
    word: role === 'key' ? staffWords('deskAudit.auditSearch.nameKey', { name }) : name,
  }))
  const actions = auditActions.map(each => ({ value: each, word: actionWords(each) }))
  return (
    <form className="my-6 grid gap-3">
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[12rem_14rem_1fr_auto]">
        <ChoiceField
          label={staffWords('deskAudit.auditSearch.who')}
          name="by"
          defaultValue={by ?? ''}
          choices={[
            any(),
            { value: 'itself', word: staffWords('deskAudit.auditSearch.allclearItself') },
            ...people,
          ]}
        />
        <ChoiceField
          label={staffWords('deskAudit.auditSearch.what')}
          name="action"
          defaultValue={action ?? ''}
          choices={[any(), ...actions.sort((a, b) => (a.word < b.word ? -1 : 1))]}
        />
        <SearchField
          label={staffWords('deskAudit.auditSearch.searchHint')}
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <button type="submit" className="button">
          {staffWords('deskAudit.auditSearch.search')}
        </button>
      </div>
      <details open={from !== null || to !== null}>
        <summary className="cursor-pointer py-1 text-sm">
          {staffWords('deskAudit.auditSearch.period')}
        </summary>
        <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <TypedZone />
          <MomentField
            label={staffWords('deskAudit.auditSearch.from')}
            name="from"
            at={from}
            isRequired={false}
          />
          <MomentField label={staffWords('deskAudit.auditSearch.to')} name="to" at={to} isRequired={false} />
        </div>
      </details>
    </form>
  )
}
