import type { ContainmentKind } from '#lib/rules/containment/containment.ts'
import { firstTag } from '#lib/rules/indicators/first-list.ts'
import type { Sign } from '#lib/rules/indicators/indicator.ts'

/** What the demo hoster looks for and shows in its advisory of 2013. */
export const demoTag = firstTag

export const demoSigns: readonly (Sign & { note: string; isPublic: boolean })[] = [
  {
    type: 'path',
    value: '/lib64/libkeyutils.so.1.9',
    note: 'The file that we found. Some systems of today ship a genuine one of this name.',
    isPublic: true,
  },
  {
    type: 'name',
    value: 'libkeyutils-1.2.so.2',
    note: 'The same library under another name.',
    isPublic: true,
  },
  {
    type: 'address',
    value: '78.47.139.110',
    note: 'Where what was recorded was sent.',
    isPublic: true,
  },
  { type: 'socket', value: '@/proc/udevd', note: 'A socket that the kit listens on.', isPublic: true },
  {
    type: 'string',
    value: 'a string that we do not tell the attackers of',
    note: 'Staff alone read of this one.',
    isPublic: false,
  },
]

type DemoMeasure = {
  kind: ContainmentKind
  text: string
  why: string
  doneBy: string
  /** On this server alone; null: on all. */
  server: string | null
  since: string
  until: string | null
  isPublic: boolean
}

/** What the demo hoster did that night. */
export const demoMeasures: readonly DemoMeasure[] = [
  {
    kind: 'file',
    text: 'The suspicious file is out of reach',
    why: 'No package owned it, and the SSH service had loaded it',
    doneBy: 'Dana',
    server: 'web07',
    since: '2013-02-19T03:20:00-06:00',
    until: null,
    isPublic: true,
  },
  {
    kind: 'firewall',
    text: 'Outgoing traffic to one address is blocked',
    why: 'It is the one address that was seen to receive what is recorded',
    doneBy: 'Dana',
    server: null,
    since: '2013-02-19T03:40:00-06:00',
    until: null,
    isPublic: true,
  },
  {
    kind: 'service',
    text: 'A scan for suspicious files runs every five minutes',
    why: 'Nobody knows the way in, so each server may be next',
    doneBy: 'root',
    server: null,
    since: '2013-02-19T04:15:00-06:00',
    until: null,
    isPublic: true,
  },
  {
    kind: 'account',
    text: 'Logins of our staff by password were closed',
    why: 'What was typed may be known to others',
    doneBy: 'Dana',
    server: null,
    since: '2013-02-19T04:30:00-06:00',
    until: '2013-02-21T18:00:00-06:00',
    isPublic: true,
  },
  {
    kind: 'account',
    text: 'The passwords of our monitoring accounts are new',
    why: 'Two of them had logged in on web07 since the file was there',
    doneBy: 'Dana',
    server: null,
    since: '2013-02-19T05:10:00-06:00',
    until: null,
    isPublic: false,
  },
]
