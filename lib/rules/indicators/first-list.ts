import type { Sign } from './indicator.ts'

/** What staff may begin with: published facts of February 2013 and of the years after, of the kit that it became. */
export const firstTag = 'keyutils-2013'

/** What each of them is; lib/words says it. */
type FirstNote = 'library' | 'name' | 'later' | 'address' | 'socket' | 'laterSocket'

type FirstSign = Sign & { note: FirstNote }

const names: readonly FirstSign[] = [
  'libkeyutils-1.2.so.0',
  'libkeyutils-1.2.so.2',
  'libkeyutils.so.1.3.0',
  'libkeyutils.so.1.3.2',
].map(value => ({ type: 'name', value, note: 'name' }))

const laterNames: readonly FirstSign[] = [
  'libns2.so',
  'libns5.so',
  'libpw3.so',
  'libpw5.so',
  'libsbr.so',
  'libslr.so',
  'libstz.so',
  'libtsq.so',
  'libtsr.so',
  'libkeystats.so',
  'libkeyctl.so',
  'librwctl.so',
].map(value => ({ type: 'name', value, note: 'later' }))

/** All of it was published. Nothing of it is looked for before staff say so. */
export const firstList: readonly FirstSign[] = [
  { type: 'path', value: '/lib64/libkeyutils.so.1.9', note: 'library' },
  { type: 'path', value: '/lib/libkeyutils.so.1.9', note: 'library' },
  { type: 'address', value: '78.47.139.110', note: 'address' },
  { type: 'socket', value: '@/proc/udevd', note: 'socket' },
  { type: 'socket', value: '@/run/systemd/log', note: 'laterSocket' },
  ...names,
  ...laterNames,
]
