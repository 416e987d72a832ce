import { eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Transaction } from '#db/client.ts'
import { sealDestination, standIn, unsealContents } from '#db/keys/destination.ts'
import { sealHandOver, unsealHandOver } from '#db/keys/hand-over.ts'
import type { SecretKey } from '#db/keys/key.ts'
import {
  StoredPushKeys,
  sealPrevious,
  sealPushKeys,
  unsealPrevious,
  unsealPushKeys,
} from '#db/keys/setting.ts'
import { sealSigning, unsealSigning } from '#db/keys/signing.ts'
import { StoredSiteKey, sealSiteKey, unsealSiteKey } from '#db/keys/site-key.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { sessions } from '#db/schema/staff.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import { type ChannelName, channelNames, factsOf } from '#lib/rules/destinations/destination.ts'
import { type PreviousSecret, withPrevious } from '#lib/rules/staff/link-secret.ts'

/** "seal" as a number: the key of the advisory lock of whoever seals what is stored. */
const sealKey = 0x73_65_61_6c

/** Waits until this transaction alone may change the key, and holds that until it ends. */
export async function lockSeals(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sealKey})`)
}

/** Notes which key the secrets are sealed with. */
export async function writeKeyId(tx: Transaction, id: string, now: Date): Promise<void> {
  await put(tx, 'key', { id }, now)
}

/** Seals with the one key what is in clear or was sealed with the other. Returns how many secrets that were. */
export async function resealAll(
  tx: Transaction,
  before: SecretKey,
  key: SecretKey,
  now: Date,
): Promise<number> {
  const ways = await resealDestinations(tx, before, key)
  const signings = await tx.select().from(sources).where(isNotNull(sources.signing))
  for (const { id, signing } of signings) {
    const sealed = signing && sealSigning(id, unsealSigning(id, signing, before), key)
    await tx.update(sources).set({ signing: sealed }).where(eq(sources.id, id))
  }
  const pushKeys = await get(tx, 'push-keys')
  if (pushKeys) {
    const open = unsealPushKeys(StoredPushKeys.parse(pushKeys), before)
    await put(tx, 'push-keys', sealPushKeys(open, key), now)
  }
  const siteKey = await get(tx, 'site-key')
  if (siteKey) {
    const open = unsealSiteKey(StoredSiteKey.parse(siteKey), before)
    await put(tx, 'site-key', sealSiteKey(open, key), now)
  }
  const handOver = await get(tx, 'hand-over')
  const secrets = handOver ? unsealHandOver(handOver, before) : []
  if (secrets.length > 0) await put(tx, 'hand-over', sealHandOver(secrets, key), now)
  return ways + signings.length + (pushKeys ? 1 : 0) + (siteKey ? 1 : 0) + secrets.length
}

/** What stands for an address changes with the key: wherever one is kept, the new one takes its place. */
async function resealDestinations(tx: Transaction, before: SecretKey, key: SecretKey): Promise<number> {
  const rows = await tx.select().from(destinations).for('update')
  for (const row of rows) {
    const sealed = sealDestination(row.id, row.channel, unsealContents(row, before), key)
    await tx.update(destinations).set(sealed).where(eq(destinations.id, row.id))
    await replaceAddress(tx, row.channel, row.address, sealed.address)
  }
  return rows.length
}

async function replaceAddress(
  tx: Transaction,
  channel: ChannelName,
  old: string,
  next: string,
): Promise<void> {
  if (old === next) return
  await tx.execute(
    sql`update deliveries set address = ${next} where channel = ${channel} and address = ${old}`,
  )
  await tx.execute(sql`update trials set address = ${next} where channel = ${channel} and address = ${old}`)
  if (!(await hasJobs(tx))) return
  await tx.execute(sql`update pgboss.job set data = jsonb_set(data, '{address}', to_jsonb(${next}::text))
    where name = 'tell-owner' and data->>'channel' = ${channel} and data->>'address' = ${old}`)
}

/** Before the first start of the job runner there are no tables of jobs. */
async function hasJobs(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.execute<{ isThere: boolean }>(
    sql`select to_regclass('pgboss.job') is not null as "isThere"`,
  )
  return rows[0]?.isThere ?? false
}

const withUrls = channelNames.filter(name => factsOf(name).address.is === 'web')

/** Puts what stands for them in the place of addresses whose destinations are gone, as an earlier version left them. */
export async function replaceLeftAddresses(tx: Transaction, key: SecretKey): Promise<void> {
  const told = sql`union all select data->>'channel', data->>'address' from pgboss.job where name = 'tell-owner'`
  const { rows } = await tx.execute<{ channel: ChannelName; address: string }>(sql`
    select distinct channel, address from (
      select channel, address from deliveries union all select channel, address from trials
      ${(await hasJobs(tx)) ? told : sql``}) kept
    where channel = any(${sql.param(withUrls)}::text[]) and address ~ '^https?://'
      and address !~ '/~[A-Za-z0-9_-]{22}$'`)
  for (const { channel, address } of rows)
    await replaceAddress(tx, channel, address, standIn(channel, address, key))
}

/** From now on links are signed with the secret of the present key: the one of before counts as withPrevious says. */
export async function addPreviousSecret(
  tx: Transaction,
  secret: { value: string; othersUntil: Date },
  { before, key }: { before: SecretKey; key: SecretKey },
  now: Date,
): Promise<void> {
  const kept = await get(tx, 'link-secrets')
  const previous: PreviousSecret[] = kept ? unsealPrevious(kept, before) : []
  const next = withPrevious(previous, secret.value, now, secret.othersUntil)
  await put(tx, 'link-secrets', sealPrevious(next, key), now)
}

/** The secret with which an earlier version signed links, which it kept in clear. Returns null, also when nobody has a link. */
export async function claimClearSecret(tx: Transaction): Promise<string | null> {
  const [row] = await tx.delete(settings).where(eq(settings.key, 'secret')).returning()
  const hasReaders = (await tx.select({ id: subscribers.id }).from(subscribers).limit(1)).length > 0
  return row && hasReaders ? z.string().min(32).parse(row.value) : null
}

/** Everybody of the staff signs in once more. */
export async function endSessions(tx: Transaction): Promise<void> {
  await tx.delete(sessions)
}

async function get(tx: Transaction, key: string): Promise<unknown> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, key))
  return row?.value ?? null
}

async function put(tx: Transaction, key: string, value: unknown, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}
