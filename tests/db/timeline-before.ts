import type { PastTrouble, TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'

/** What a version stored that kept the timeline in English: the words of its time, whatever the catalogue says today. */
export function bodyBefore(facts: TimelineFacts): string {
  if (facts.is === 'over') return overBefore(facts)
  const { began, worsened, intermittent, recovered, isOpening } = facts
  const labels = (group: { servers: { label: string }[] }) =>
    group.servers.map(server => escaped(server.label))
  const sentences = [
    ...began.map(group => `${areBefore(labels(group), group.condition)}.`),
    ...worsened.map(group => `${areBefore(labels(group), group.condition)} now.`),
    ...intermittent.map(group => byTurnsBefore(labels(group), group.condition)),
    ...(recovered ? [recoveredBefore(labels(recovered))] : []),
    ...(isOpening ? ['We have been alerted.'] : []),
  ]
  return sentences.join(' ')
}

function areBefore(names: readonly string[], condition: string): string {
  return `${namesBefore(names)} ${names.length === 1 ? 'is' : 'are'} ${condition.replaceAll('_', ' ')}`
}

function byTurnsBefore(names: readonly string[], condition: string): string {
  const [fails, them] =
    names.length === 1 ? ['fails and recovers', 'it is'] : ['fail and recover', 'they are']
  return `${areBefore(names, condition)}: ${names.length === 1 ? 'it' : 'they'} ${fails} by turns. We write again when ${them} stable.`
}

function recoveredBefore(names: readonly string[]): string {
  return `${namesBefore(names)} ${names.length === 1 ? 'has' : 'have'} recovered. We keep watching before we call it over.`
}

function namesBefore(names: readonly string[]): string {
  const [first = '', second] = names
  if (names.length <= 1) return first
  if (names.length === 2) return `${first} and ${second}`
  if (names.length === 3) return `${first}, ${second} and ${names[2]}`
  return `${first}, ${second} and ${names.length - 2} more servers`
}

function overBefore({ servers, more }: Extract<TimelineFacts, { is: 'over' }>): string {
  const lines = servers.map(lineBefore)
  const [only = '', ...others] = lines
  if (others.length === 0) return `All clear: ${only}. This incident is over.`
  const list = [...lines, ...(more > 0 ? [`and ${more} more servers`] : [])]
  return `All clear. This incident is over.\n\n${list.map(line => `- ${line}`).join('\n')}`
}

function lineBefore({ label, condition, since, until }: PastTrouble): string {
  const minute = (at: string) => Math.floor(new Date(at).getTime() / 60_000)
  const length = durationBefore(Math.max(1, minute(until) - minute(since)))
  return `${escaped(label)} was ${condition.replaceAll('_', ' ')} from <Timestamp at="${since}" /> to <Timestamp at="${until}" /> (${length})`
}

function durationBefore(minutes: number): string {
  if (minutes < 60) return unit(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  const parts =
    hours < 24
      ? [unit(hours, 'hour'), unit(minutes % 60, 'minute')]
      : [unit(Math.floor(hours / 24), 'day'), unit(hours % 24, 'hour')]
  return parts.filter(part => part !== '').join(' ')
}

function unit(count: number, name: string): string {
  return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`
}

function escaped(label: string): string {
  return label.replace(/[\\`*_{}[\]<>~|]/g, '\\$&')
}
