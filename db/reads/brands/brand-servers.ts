import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { serversOfBrand } from '#db/conditions/of-brand.ts'
import { brandName } from '#lib/rules/brands/brand-server.ts'

/** A server of a brand by the names that the brand's readers know, with what it is really called. */
export type BrandServer = {
  id: string
  hostname: string
  label: string
  /** Our own name, which none of the brand's readers sees. */
  realHostname: string
  ips: string[]
  createdAt: Date
}

type Row = {
  brand_id: string
  id: string
  hostname: string
  label: string
  ips: string[]
  created_at: string | Date
  name: string | null
}

/** The servers in service of these brands, in the order of staff. */
export async function readServersOfBrands(
  db: Database | Transaction,
  brandIds: readonly string[],
): Promise<Map<string, BrandServer[]>> {
  if (brandIds.length === 0) return new Map()
  const { rows } = await db.execute<Row>(sql`
    select brand.id as brand_id, s.id, s.hostname, s.label, s.ips, s.created_at, own.name
    from brands brand cross join lateral (${serversOfBrand(sql`brand.id`)}) own join servers s on s.id = own.server_id
    where brand.id = any(${sql.param([...brandIds])}::text[]) and s.retired_at is null
    order by s.position, s.label`)
  const found = new Map<string, BrandServer[]>()
  for (const row of rows) {
    const own = found.get(row.brand_id) ?? []
    own.push(serverOf(row))
    found.set(row.brand_id, own)
  }
  return found
}

/** The same of one brand. */
export async function readBrandServers(db: Database | Transaction, brandId: string): Promise<BrandServer[]> {
  return (await readServersOfBrands(db, [brandId])).get(brandId) ?? []
}

function serverOf({ id, hostname, label, ips, created_at, name }: Row): BrandServer {
  const shown = brandName({ hostname, label }, name)
  return {
    id,
    hostname: shown.hostname,
    label: shown.label,
    realHostname: hostname,
    ips,
    createdAt: new Date(created_at),
  }
}
