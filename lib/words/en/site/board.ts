import { areInState, inCondition } from '#lib/words/en/conditions.ts'

/** The site in one sentence, and what else the board says. */
export const board = {
  /** Numbers to twelve as words, more as digits. */
  number:
    '{count, plural, =0 {no} =1 {one} =2 {two} =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} =11 {eleven} =12 {twelve} other {#}}',
  numberFirst:
    '{count, plural, =0 {No} =1 {One} =2 {Two} =3 {Three} =4 {Four} =5 {Five} =6 {Six} =7 {Seven} =8 {Eight} =9 {Nine} =10 {Ten} =11 {Eleven} =12 {Twelve} other {#}}',
  banner: {
    none: 'No servers are listed yet.',
    /** banner: the sentence of its servers. */
    ofGroup: '{group}: {banner}',
    /** Where all servers are in one state. */
    all: `{count, plural, =1 {The one server} =2 {Both servers} other {All # servers}} ${areInState}`,
    /** Otherwise the worst state, and after it each other one; number and total: by "number". */
    first: `{number} of {total} servers ${areInState}`,
    next: `{number} ${areInState}`,
    /** Two of these, one after the other. */
    both: '{first}, {second}',
    only: '{servers}.',
    withIncidents:
      '{servers}, but {count, plural, one {one incident is open} other {{number} incidents are open}}.',
    incidents: '{count, plural, one {One incident is open.} other {{number} incidents are open.}}',
  },
  summary: {
    all: `{count}, all ${inCondition}`,
    some: `{count} ${inCondition}`,
  },
  description: 'How the servers of {site} are right now. {banner}',
  asOf: 'As of <time></time>.',
  watched: '{names} {count, plural, one {has} other {have}} recovered, we keep watching.',
  planned: 'Maintenance of {names} is planned.',
  open: 'Open now',
  plannedWork: 'Planned',
  servers: 'All servers',
  /** The servers of a group that are folded away; summary: how they are. */
  rest: 'And {summary}',
  filter: {
    label: 'Filter by name, place or state',
    count: '{shown} of {total} servers',
  },
  /** What else is open, a line each. */
  table: {
    title: 'What else is open',
    state: 'State',
    what: 'What',
    when: 'When',
    next: 'Next update',
  },
  otherServers: 'Other servers',
  recent: 'Recent posts',
  empty:
    'As soon as there are some, this page says in one sentence how they are, and shows each of them. If you look after this site, go on at <desk>the desk</desk>.',
} as const
