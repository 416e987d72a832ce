import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveBrand, saveBrandLook, saveBrandPictures } from '#app/desk/(staff)/brands/actions.ts'
import { AccentFields } from '#app/desk/(staff)/settings/_parts/accent-fields.tsx'
import { AddressFields } from '#app/desk/(staff)/settings/_parts/address-fields.tsx'
import { pictureNames, zoneChoices } from '#app/desk/(staff)/settings/settings-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Brand, KeptBrand } from '#lib/rules/brands/brand.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { picturePlaces, siteThemes } from '#lib/rules/settings/site-settings.ts'

/** The brand and the version of it that the person saw. */
function Seen({ brand: { id, site } }: { brand: KeptBrand }) {
  return (
    <>
      <input type="hidden" name="brandId" value={id} />
      <input type="hidden" name="seen" value={site.version} />
    </>
  )
}

export function BrandSiteForm({ brand, shown }: { brand: KeptBrand; shown: Brand }) {
  const { site } = brand
  const sender = readSender(shown.site.mailFrom)
  return (
    <ActionForm act="change-brand" action={saveBrand} className="grid max-w-xl gap-4">
      <Seen brand={brand} />
      <TextField
        label={staffWords('deskBrands.brandSiteForms.hostName')}
        name="host"
        defaultValue={brand.host}
        maxLength={253}
        autoComplete="off"
      />
      <TextField
        label={staffWords('deskBrands.brandSiteForms.name')}
        name="name"
        defaultValue={shown.site.name}
        maxLength={80}
        autoComplete="off"
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.sendersName')}
        name="senderName"
        defaultValue={sender.name}
        maxLength={80}
      />
      <TextField
        label={staffWords('deskBrands.brandSiteForms.sendersAddress')}
        name="senderAddress"
        type="email"
        defaultValue={sender.address}
        maxLength={200}
      />
      <ChoiceField
        label={staffWords('deskBrands.brandSiteForms.timeZone')}
        name="zone"
        defaultValue={shown.site.zone}
        choices={zoneChoices()}
      />
      <AddressFields
        site={site}
        home={staffWords('deskBrands.brandSiteForms.theirWebsite')}
        hints={{ support: staffWords('deskBrands.brandSiteForms.supportHint') }}
      />
      <CheckField
        label={staffWords('deskBrands.brandSiteForms.showUptimeFigures')}
        name="uptime"
        isChecked={site.shows.uptime}
      />
      <SubmitButton>{staffWords('deskBrands.brandSiteForms.save')}</SubmitButton>
    </ActionForm>
  )
}

export function BrandLookForm({ brand }: { brand: KeptBrand }) {
  const { theme, accentLight, accentDark } = brand.site
  return (
    <ActionForm act="change-brand" action={saveBrandLook} className="grid max-w-xl gap-4">
      <Seen brand={brand} />
      <ChoiceField
        label={staffWords('deskBrands.brandSiteForms.theme')}
        name="theme"
        defaultValue={theme}
        choices={siteThemes.map(value => ({ value, word: value }))}
      />
      <AccentFields accentLight={accentLight} accentDark={accentDark} />
      <SubmitButton>{staffWords('deskBrands.brandSiteForms.save')}</SubmitButton>
    </ActionForm>
  )
}

const drops = { logoLight: 'dropLogoLight', logoDark: 'dropLogoDark', icon: 'dropIcon' } as const

export function BrandPicturesForm({ brand }: { brand: KeptBrand }) {
  return (
    <ActionForm act="change-brand" action={saveBrandPictures} className="grid max-w-xl gap-6">
      <Seen brand={brand} />
      {picturePlaces.map(place => (
        <div key={place} className="grid gap-1">
          <label className="grid gap-1">
            <span className="text-sm font-semibold">{pictureNames()[place]}</span>
            <input type="file" name={place} accept="image/png,image/svg+xml" className="field" />
          </label>
          {brand.site[place] ? (
            <CheckField
              label={staffWords('deskBrands.brandSiteForms.removePicture')}
              name={drops[place]}
              isChecked={false}
            />
          ) : null}
        </div>
      ))}
      <p className="text-sm text-soft">{staffWords('deskBrands.brandSiteForms.pictureHint')}</p>
      <SubmitButton>{staffWords('deskBrands.brandSiteForms.saveThePictures')}</SubmitButton>
    </ActionForm>
  )
}
