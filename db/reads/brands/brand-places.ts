import type { Database } from '#db/client.ts'
import { readServersOfBrands } from './brand-servers.ts'
import { readBrands } from './brands.ts'

/** A brand as the front knows it, by addresses alone. */
export type BrandPlace = {
  id: string
  host: string
  isRetired: boolean
  /** The page of each of its servers: at the hoster's own site, and at the brand's. */
  pages: ReadonlyMap<string, string>
  /** Its pictures and style sheets. */
  files: readonly string[]
}

/** Where all brands are, those that are retired too. */
export async function readBrandPlaces(db: Database): Promise<BrandPlace[]> {
  const brands = await readBrands(db)
  const servers = await readServersOfBrands(
    db,
    brands.map(({ id }) => id),
  )
  return brands.map(({ id, host, site, retiredAt }) => ({
    id,
    host,
    isRetired: retiredAt !== null,
    pages: new Map(
      (servers.get(id) ?? []).map(server => [
        `/servers/${server.realHostname}`,
        `/servers/${server.hostname}`,
      ]),
    ),
    files: [site.logoLight, site.logoDark, site.icon, site.sheet, site.look].flatMap(file =>
      file ? [`/brand/${file.name}`] : [],
    ),
  }))
}
