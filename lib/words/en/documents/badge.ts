import { inCondition } from '#lib/words/en/conditions.ts'

/** On badges, which have room for a few words. */
export const badge = {
  /** Where nobody has the name in the address. */
  label: 'status',
  unknown: 'unknown',
  allFine: 'all fine',
  noServers: 'no servers',
  retired: 'not in service',
  /** Some of the servers, by their state. */
  some: `{count} ${inCondition}`,
  incidents: '{count, plural, one {# incident open} other {# incidents open}}',
  /** For who hears it instead of seeing it. */
  whole: '{label}: {message}',
} as const
