import { staffWords } from '#app/desk/staff-words.ts'

type Days = { firstDay: string; lastDay: string }

/** From which day to which. Its answer has an address, so it can be kept and sent to a colleague. */
export function RecordDays({ firstDay, lastDay, zone }: Days & { zone: string }) {
  return (
    <form className="mt-4 flex flex-wrap items-end gap-3">
      <DayField label={staffWords('deskCustomers.recordForms.from')} name="from" day={firstDay} />
      <DayField label={staffWords('deskCustomers.recordForms.to')} name="to" day={lastDay} />
      <button type="submit" className="button">
        {staffWords('deskCustomers.recordForms.show')}
      </button>
      <span className="text-sm text-soft">{staffWords('deskCustomers.recordForms.daysHint', { zone })}</span>
    </form>
  )
}

function DayField({ label, name, day }: { label: string; name: string; day: string }) {
  return (
    <label className="grid gap-1">
      <span className="text-sm font-semibold">{label}</span>
      <input type="date" name={name} defaultValue={day} required className="field" />
    </label>
  )
}

const files = () =>
  [
    { form: 'pdf', word: staffWords('deskCustomers.recordForms.pdfToBeSent') },
    { form: 'months', word: staffWords('deskCustomers.recordForms.monthsAsCsv') },
    { form: 'incidents', word: staffWords('deskCustomers.recordForms.incidentsAsCsv') },
  ] as const

/** The same as files. That they were taken is written down. */
export function RecordFiles({ customer, firstDay, lastDay }: Days & { customer: string }) {
  return (
    <form
      method="post"
      action={`/desk/customers/${encodeURIComponent(customer)}/export`}
      className="mt-4 flex flex-wrap gap-3"
    >
      <input type="hidden" name="customer" value={customer} />
      <input type="hidden" name="from" value={firstDay} />
      <input type="hidden" name="to" value={lastDay} />
      {files().map(({ form, word }) => (
        <button key={form} type="submit" name="form" value={form} className="button" data-look="side">
          {word}
        </button>
      ))}
    </form>
  )
}
