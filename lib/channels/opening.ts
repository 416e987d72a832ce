import type { Env } from '#lib/env.ts'
import type { Channel } from './channel.ts'
import type { Post } from './outward/outward.ts'

/** The keys by which browsers know that a message is ours (RFC 8292), in base64url. */
export type VapidKeys = { publicKey: string; privateKey: string }

/** What a channel may need to send from this installation. */
export type Opening = {
  env: Env
  pushKeys: VapidKeys
  /** To an address that a reader gave. */
  toStrangers: Post
  /** To a service that the operator named, wherever it is. */
  toProvider: Post
}

/** The channel of this installation, or null: the environment does not have what it needs. */
export type OpenChannel = (opening: Opening) => Channel | null
