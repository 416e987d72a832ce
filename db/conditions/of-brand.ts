import { type SQL, sql } from 'drizzle-orm'

/**
 * The servers of a brand, as a query for server_id and name: those that it has one by one, and those of its groups. brandId:
 * an expression. name: null where the brand calls a server what everybody does.
 */
export function serversOfBrand(brandId: SQL): SQL {
  return sql`
    select own.server_id, own.name from brand_servers own where own.brand_id = ${brandId}
    union all
    select member.id, null from brand_groups place join servers member on member.group_id = place.group_id
      where place.brand_id = ${brandId} and not exists (
        select from brand_servers named where named.brand_id = ${brandId} and named.server_id = member.id)`
}

/** The brands that have one of these servers, as an array that is made once for all rows of a query. ids: an array. */
export function brandsOf(ids: SQL): SQL {
  return sql`array(
    select own.brand_id from brand_servers own where own.server_id = any(${ids})
    union
    select place.brand_id from brand_groups place join servers member on member.group_id = place.group_id
      where member.id = any(${ids}))`
}
