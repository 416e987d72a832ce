import { generateVAPIDKeys } from 'web-push'
import { type Database, getDatabase } from '#db/client.ts'
import { readPushKeys } from '#db/reads/settings/settings.ts'
import { addPushKeys } from '#db/writes/destinations/push-keys.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'

type Opened = { channels: Channels; publicPushKey: string }

const known = new WeakMap<Database, Promise<Opened>>()

/** The channels of this installation. The first call on a database makes the keys of Web Push, which then stay. */
export async function loadChannels(db: Database = getDatabase()): Promise<Channels> {
  return (await opened(db)).channels
}

/** What the page offers: the channels by name, and the key that a browser needs. */
export async function readOffer(
  db: Database = getDatabase(),
): Promise<{ names: ChannelName[]; publicPushKey: string }> {
  const { channels, publicPushKey } = await opened(db)
  return { names: Object.keys(channels) as ChannelName[], publicPushKey }
}

function opened(db: Database): Promise<Opened> {
  const existing = known.get(db)
  if (existing) return existing
  const made = open(db)
  known.set(db, made)
  made.catch(() => known.delete(db))
  return made
}

async function open(db: Database): Promise<Opened> {
  if (!(await readPushKeys(db))) await addPushKeys(db, generateVAPIDKeys())
  const keys = await readPushKeys(db)
  if (!keys) throw new Error('The keys of Web Push were deleted while they were being made.')
  return { channels: channelsFrom(env, keys), publicPushKey: keys.publicKey }
}
