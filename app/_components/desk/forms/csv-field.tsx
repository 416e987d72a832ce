import { staffWords } from '#app/desk/staff-words.ts'
/** Takes a file of CSV. */
export function CsvField() {
  return (
    <label className="grid gap-1">
      <span className="text-sm font-semibold">{staffWords('deskShared.csvField.file')}</span>
      <input type="file" name="file" accept=".csv,text/csv" required className="field" />
    </label>
  )
}
