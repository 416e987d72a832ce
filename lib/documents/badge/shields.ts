import { type BadgeFacts, badgeColour } from './badge-facts.ts'

/** Shields asks no oftener. */
const cacheSeconds = 300

/** What shields.io draws by its "endpoint" badge: https://shields.io/badges/endpoint-badge. */
export function shieldsJson({ label, message, state }: BadgeFacts): string {
  return JSON.stringify({
    schemaVersion: 1,
    label,
    message,
    color: badgeColour(state),
    cacheSeconds,
  })
}
