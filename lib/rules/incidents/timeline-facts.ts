import { z } from 'zod'
import { conditions } from '#lib/rules/servers/condition.ts'

/** A server as it was called then. */
const NamedServer = z.object({ id: z.string(), label: z.string() })

/** The first servers of a list, and how many more there are. */
const NamedServers = z.object({
  servers: z.array(NamedServer),
  more: z.number().int().min(0),
})
export type NamedServers = z.infer<typeof NamedServers>

const InCondition = NamedServers.extend({ condition: z.enum(conditions) })
export type InCondition = z.infer<typeof InCondition>

/** in_trouble: no single word fits all of the time. since and until: ISO 8601. */
const PastTrouble = NamedServer.extend({
  condition: z.enum([...conditions, 'in_trouble']),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
})
export type PastTrouble = z.infer<typeof PastTrouble>

/**
 * What Allclear notes on a timeline by itself, as it is stored: without words, so that readers have it in their
 * language. change: what has become of servers. over: the incident is over, with the trouble of each server.
 */
export const TimelineFacts = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('change'),
    began: z.array(InCondition),
    worsened: z.array(InCondition),
    intermittent: z.array(InCondition),
    recovered: NamedServers.nullable(),
    /** They were named by mistake. Left out: none. */
    mistaken: NamedServers.optional(),
    /** It opens the incident, of which nobody knew more than that we are alerted. */
    isOpening: z.boolean(),
  }),
  z.object({
    is: z.literal('over'),
    servers: z.array(PastTrouble),
    more: z.number().int().min(0),
    /** All its servers have been clear since then, and nobody has said that it goes on. Left out: it ended with them. */
    clearSince: z.iso.datetime().optional(),
  }),
])
export type TimelineFacts = z.infer<typeof TimelineFacts>
