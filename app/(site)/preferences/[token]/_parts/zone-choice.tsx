import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'

/** In which zone messages say times. What is chosen counts more than what the device tells. zone: null for none yet. */
export function ZoneChoice({ zone }: { zone: string | null }) {
  const words = readerWords()
  return (
    <Labelled id="zone" label={words('preferences.page.zone')} hint={words('preferences.page.zoneHint')}>
      <ZoneField />
      <select
        id="zone"
        name="zone"
        defaultValue={zone ?? ''}
        className="field"
        {...describedBy('zone', { hint: true })}
      >
        <option value="">{words('preferences.page.zoneOfDevice', { zone: ourSite().zone })}</option>
        {zonesByRegion().map(region => (
          <optgroup key={region.name} label={region.name}>
            {region.places.map(place => (
              <option key={place.zone} value={place.zone}>
                {place.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Labelled>
  )
}
