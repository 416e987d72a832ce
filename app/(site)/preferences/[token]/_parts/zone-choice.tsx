import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { env } from '#lib/env.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'

/** In which zone messages say times. What is chosen counts more than what the device tells. zone: null for none yet. */
export function ZoneChoice({ zone }: { zone: string | null }) {
  return (
    <Labelled id="zone" label="Times in our messages are those of" hint="With UTC beside them in mails.">
      <ZoneField />
      <select
        id="zone"
        name="zone"
        defaultValue={zone ?? ''}
        className="field"
        {...describedBy('zone', { hint: true })}
      >
        <option value="">this device, or else the site: {env.TIME_ZONE}</option>
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
