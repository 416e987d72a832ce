/** Takes a file of CSV. */
export function CsvField() {
  return (
    <label className="grid gap-1">
      <span className="text-sm font-semibold">File</span>
      <input type="file" name="file" accept=".csv,text/csv" required className="field" />
    </label>
  )
}
