type Days = { firstDay: string; lastDay: string }

/** From which day to which. Its answer has an address, so it can be kept and sent to a colleague. */
export function RecordDays({ firstDay, lastDay, zone }: Days & { zone: string }) {
  return (
    <form className="mt-4 flex flex-wrap items-end gap-3">
      <DayField label="From" name="from" day={firstDay} />
      <DayField label="To" name="to" day={lastDay} />
      <button type="submit" className="button">
        Show
      </button>
      <span className="text-sm text-soft">Whole days by the clocks of {zone}, ten years at most</span>
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

const files = [
  { form: 'pdf', word: 'PDF, to be sent' },
  { form: 'months', word: 'Months as CSV' },
  { form: 'incidents', word: 'Incidents as CSV' },
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
      {files.map(({ form, word }) => (
        <button key={form} type="submit" name="form" value={form} className="button" data-look="side">
          {word}
        </button>
      ))}
    </form>
  )
}
