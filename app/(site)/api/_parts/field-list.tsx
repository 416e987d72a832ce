import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Contract } from '#lib/api/contract/contract.ts'
import { type ApiField, apiFieldsOf } from '#lib/api/contract/fields.ts'

/** What a request may say; nothing where it says nothing. */
export function FieldList({ contract }: { contract: Contract }) {
  const fields = apiFieldsOf(contract)
  if (fields.length === 0) return null
  return (
    <dl className="grid gap-2 text-sm">
      {fields.map(field => (
        <Field key={field.name} {...field} />
      ))}
    </dl>
  )
}

function Field({ name, form, isRequired, what }: ApiField) {
  const words = readerWords()
  return (
    <div>
      <dt className="wrap-anywhere">
        <code className="font-semibold">{name}</code> <code className="text-soft">{form}</code>
        {isRequired ? <span> {words('api.required')}</span> : null}
      </dt>
      {what ? <dd className="text-soft">{what}</dd> : null}
    </div>
  )
}
