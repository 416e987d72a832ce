import { type PolicyReplay, replayDays } from '#lib/flows/settings/replay-policy.ts'

/** Less than this is no difference that anybody notices. */
const leastSeconds = 5

/** What another policy would have changed, by the alerts that there were. */
export function replayWords({ lines, isWhole, present, wanted }: PolicyReplay): string {
  const isSame =
    present.incidents === wanted.incidents &&
    present.notices === wanted.notices &&
    Math.abs(present.firstAfterSeconds - wanted.firstAfterSeconds) < leastSeconds
  const changes = isSame
    ? 'nothing would have been different'
    : `${incidentWords(wanted.incidents)} would have been told instead of ${present.incidents}, by ${noticeWords(wanted.notices)} instead of ${present.notices}${delayWords(present, wanted)}`
  const alerts = lines === 1 ? 'one alert' : `${lines.toLocaleString('en')} alerts`
  const basis = `By ${isWhole ? 'the ' : ''}${alerts} of the last ${replayDays} days${isWhole ? '' : ', which are not all'}`
  return `${basis}, ${changes}. Maintenance, heartbeats and what staff did are left out of both. Save it?`
}

function incidentWords(count: number): string {
  return count === 1 ? '1 outage' : `${count} outages`
}

function noticeWords(count: number): string {
  return count === 1 ? '1 notice' : `${count} notices`
}

function delayWords(present: PolicyReplay['present'], wanted: PolicyReplay['wanted']): string {
  if (present.incidents === 0 || wanted.incidents === 0) return ''
  const seconds = Math.round(wanted.firstAfterSeconds - present.firstAfterSeconds)
  if (Math.abs(seconds) < leastSeconds) return ''
  const size = Math.abs(seconds)
  const length = size < 120 ? `${size} s` : `${Math.round(size / 60)} min`
  return `; the first notice on average ${length} ${seconds > 0 ? 'later' : 'sooner'}`
}
