/** Tells the zone of the reader's device, which live.js writes into it. Without scripts it tells nothing. */
export function ZoneField() {
  return <input type="hidden" name="zone" defaultValue="" />
}
