import { SearchField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addressOf, type readAskedList } from '#app/desk/(staff)/maintenance/query.ts'
import { staffWords } from '#app/desk/staff-words.ts'

type Asked = ReturnType<typeof readAskedList>

/** Looks for maintenance by its words and its servers, and leads from what is planned to what is past. */
export function MaintenanceSearch({ asked }: { asked: Asked }) {
  const isPast = asked.list === 'past'
  return (
    <search>
      <form className="mt-4 flex flex-wrap items-end gap-x-4 gap-y-2">
        {isPast ? <input type="hidden" name="list" value="past" /> : null}
        <div className="min-w-0 flex-1 basis-60 sm:max-w-80">
          <SearchField
            label={staffWords('deskMaintenance.maintenanceSearch.wordsOrServer')}
            name="text"
            defaultValue={asked.text ?? ''}
            maxLength={100}
          />
        </div>
        <SubmitButton look="side">{staffWords('deskMaintenance.maintenanceSearch.search')}</SubmitButton>
        <a
          href={addressOf({ ...asked, list: isPast ? 'planned' : 'past', page: 1 })}
          className="inline-block min-h-11 py-2.5"
        >
          {isPast
            ? staffWords('deskMaintenance.maintenanceSearch.whatIsPlanned')
            : staffWords('deskMaintenance.maintenanceSearch.earlier')}
        </a>
      </form>
    </search>
  )
}

export function MaintenancePages({ asked, pages }: { asked: Asked; pages: number }) {
  if (pages <= 1) return null
  const { page } = asked
  return (
    <nav
      aria-label={staffWords('deskMaintenance.maintenanceSearch.pagesOfMaintenance')}
      className="flex flex-wrap items-baseline gap-x-6"
    >
      {page > 1 ? (
        <a href={addressOf({ ...asked, page: page - 1 })} rel="prev" className="py-2">
          {staffWords('deskMaintenance.maintenanceSearch.thePageBefore')}
        </a>
      ) : null}
      {page < pages ? (
        <a href={addressOf({ ...asked, page: page + 1 })} rel="next" className="py-2">
          {staffWords('deskMaintenance.maintenanceSearch.theNextPage')}
        </a>
      ) : null}
      <p className="text-sm text-soft">
        {staffWords('deskMaintenance.maintenanceSearch.pageOf', { page, pages })}
      </p>
    </nav>
  )
}
