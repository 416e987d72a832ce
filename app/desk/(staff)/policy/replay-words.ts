import { staffWords } from '#app/desk/staff-words.ts'
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
    ? staffWords('deskPolicy.replayWords.nothingWouldHaveBeen')
    : staffWords('deskPolicy.replayWords.incidentWouldHaveBeen', {
        incidents: wanted.incidents,
        incidentsNow: present.incidents,
        notices: wanted.notices,
        noticesNow: present.notices,
        delay: delayWords(present, wanted),
      })
  return staffWords('deskPolicy.replayWords.replay', {
    isWhole: isWhole ? 'yes' : 'no',
    lines,
    replayDays,
    changes,
  })
}

function delayWords(present: PolicyReplay['present'], wanted: PolicyReplay['wanted']): string {
  if (present.incidents === 0 || wanted.incidents === 0) return ''
  const seconds = Math.round(wanted.firstAfterSeconds - present.firstAfterSeconds)
  if (Math.abs(seconds) < leastSeconds) return ''
  const size = Math.abs(seconds)
  const length = size < 120 ? `${size} s` : `${Math.round(size / 60)} min`
  return staffWords('deskPolicy.replayWords.firstNoticeShift', {
    length,
    hasSeconds: seconds > 0 ? 'yes' : 'no',
  })
}
