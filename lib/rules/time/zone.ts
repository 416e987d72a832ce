import { z } from 'zod'

/** Names that Intl still gives places which the IANA database has renamed. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Every zone by the one name that we keep, so that there are no more clocks than places. */
const zones: ReadonlySet<string> = new Set(
  [...Intl.supportedValuesOf('timeZone'), 'UTC'].map(name => renamed[name] ?? name).sort(),
)

/** A time zone by any of its names in the IANA database, as the name that we keep. */
export const Zone = z
  .string()
  .trim()
  .max(64)
  .transform((name, context) => {
    const zone = keptName(name)
    if (zone === null) context.addIssue({ code: 'custom', message: 'no-time-zone' })
    return zone ?? z.NEVER
  })

function keptName(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    const zone = renamed[timeZone] ?? timeZone
    return zones.has(zone) ? zone : null
  } catch {
    return null
  }
}

/** A form has a field for the device's zone, then perhaps one for the reader's choice. */
const mostFields = 2

/** The zone that a form names, the choice before the device's; null: none that is known. */
export function readZone(form: URLSearchParams): string | null {
  const fields = form.getAll('zone').slice(-mostFields)
  const named = fields.map(name => Zone.safeParse(name).data ?? null)
  return named.findLast(zone => zone !== null) ?? null
}

export type Region = { name: string; places: { zone: string; name: string }[] }

/** All zones by region, as people look for them: "Europe" has "Berlin". UTC stands alone. */
export function zonesByRegion(): Region[] {
  const regions = Map.groupBy(zones, zone => zone.split('/', 1)[0] ?? zone)
  return [...regions].map(([name, own]) => ({ name, places: own.map(placeOf) }))
}

function placeOf(zone: string): Region['places'][number] {
  const place = zone.includes('/') ? zone.slice(zone.indexOf('/') + 1) : zone
  return { zone, name: place.replaceAll('_', ' ').replaceAll('/', ', ') }
}
