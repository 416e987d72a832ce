import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveBrand, saveBrandLook, saveBrandPictures } from '#app/desk/(staff)/brands/actions.ts'
import { pictureNames } from '#app/desk/(staff)/settings/settings-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Brand, KeptBrand } from '#lib/rules/brands/brand.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { picturePlaces, siteThemes } from '#lib/rules/settings/site-settings.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'

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
  const zones = zonesByRegion().flatMap(region => region.places.map(place => place.zone))
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
        choices={zones.map(value => ({ value, word: value.replaceAll('_', ' ') }))}
      />
      <Addresses site={site} />
      <CheckField
        label={staffWords('deskBrands.brandSiteForms.showUptimeFigures')}
        name="uptime"
        isChecked={site.shows.uptime}
      />
      <SubmitButton>{staffWords('deskBrands.brandSiteForms.save')}</SubmitButton>
    </ActionForm>
  )
}

function Addresses({ site }: Pick<KeptBrand, 'site'>) {
  return (
    <>
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.theirWebsite')}
        name="home"
        defaultValue={site.home ?? ''}
        maxLength={300}
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.help')}
        name="support"
        defaultValue={(site.support ?? '').replace(/^mailto:/, '')}
        hint={staffWords('deskBrands.brandSiteForms.supportHint')}
        maxLength={300}
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.imprint')}
        name="imprint"
        defaultValue={site.imprint ?? ''}
        maxLength={300}
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.privacy')}
        name="privacy"
        defaultValue={site.privacy ?? ''}
        maxLength={300}
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.textAtTheEnd')}
        name="footer"
        defaultValue={site.footer ?? ''}
        maxLength={300}
      />
    </>
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
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.accentByDay')}
        name="accentLight"
        defaultValue={accentLight ?? ''}
        hint={staffWords('deskBrands.brandSiteForms.accentHint')}
        maxLength={7}
      />
      <OptionalField
        label={staffWords('deskBrands.brandSiteForms.accentByNight')}
        name="accentDark"
        defaultValue={accentDark ?? ''}
        hint={staffWords('deskBrands.brandSiteForms.nightAccentHint')}
        maxLength={7}
      />
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
