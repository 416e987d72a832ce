import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { readFromAddress, readFromFile } from '#app/desk/(staff)/settings/imports/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ImportedProduct, ProductName } from '#lib/rules/imports/products.ts'
import { productHints } from './import-words.ts'

type Props = { product: ImportedProduct & { name: ProductName }; zone: string }

/** One product with its doors, closed until somebody wants it. */
export function ProductForms({ product, zone }: Props) {
  const { doors, name } = product
  const hints = productHints()[name]
  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">
        {staffWords(`imports.product.${name}`)}{' '}
        <span className="font-normal text-soft">({staffWords(`imports.versions.${name}`)})</span>
      </summary>
      <div className="grid gap-6 pt-3">
        {doors.file === null ? null : (
          <ActionForm act="read-product" action={readFromFile} className="grid max-w-xl gap-3">
            <p className="text-sm text-soft">
              {staffWords('deskImports.productForms.fileAndSize', { file: hints.file ?? '' })}
            </p>
            <label className="grid gap-1">
              <span className="text-sm font-semibold">{staffWords('deskImports.productForms.file')}</span>
              <input type="file" name="file" accept={doors.file} required className="field" />
            </label>
            <Common product={product} zone={zone} by="file" />
            <SubmitButton>{staffWords('deskImports.productForms.readTheFile')}</SubmitButton>
          </ActionForm>
        )}
        {doors.api === null ? null : (
          <ActionForm act="read-product" action={readFromAddress} className="grid max-w-xl gap-3">
            <p className="text-sm text-soft">
              {staffWords('deskImports.productForms.keyHint', { api: hints.api ?? '' })}
            </p>
            <TextField
              label={staffWords('deskImports.productForms.address')}
              name="address"
              type="url"
              defaultValue={doors.api.address ?? ''}
              maxLength={500}
            />
            {doors.api.key === 'none' ? null : (
              <TextField
                label={
                  doors.api.key === 'needed'
                    ? staffWords('deskImports.productForms.key')
                    : staffWords('deskImports.productForms.keyIfYouHave')
                }
                name="secret"
                type="password"
                autoComplete="off"
                maxLength={1000}
                required={doors.api.key === 'needed'}
              />
            )}
            <Common product={product} zone={zone} by="api" />
            <SubmitButton>{staffWords('deskImports.productForms.askIt')}</SubmitButton>
          </ActionForm>
        )}
      </div>
    </details>
  )
}

/** What both doors ask besides. */
function Common({ product: { name, hasBareTimes }, zone, by }: Props & { by: 'file' | 'api' }) {
  const { page, pageBy } = productHints()[name]
  return (
    <>
      <input type="hidden" name="product" value={name} />
      {page === null || pageBy !== by ? null : <OptionalField label={page} name="page" maxLength={200} />}
      {hasBareTimes ? (
        <TextField
          label={staffWords('deskImports.productForms.timeZone')}
          name="zone"
          defaultValue={zone}
          maxLength={60}
        />
      ) : null}
    </>
  )
}
