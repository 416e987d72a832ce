import { setImmediate as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { logFault } from '#lib/faults/fault.ts'
import { captureConsole } from '#lib/log/capture-console.ts'
import { inContext } from '#lib/log/context.ts'
import { inWords } from '#lib/log/in-words.ts'
import { log } from '#lib/log/log.ts'
import { expectErrorLine, loggedLines } from '#tests/support/console.ts'

const said = () => loggedLines().map(line => JSON.parse(line))

it('is a line of JSON for each sentence, with its time, level and process', () => {
  log.info('ready', { port: 3000 })
  log.debug('a detail')
  expect(said()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      pid: process.pid,
      port: 3000,
      msg: 'ready',
    },
  ])
  expect(loggedLines()[0]).toMatch(/^\{.*\}\n$/)
})

it('names in each line the request or the job that it is about, however deep it is written', async () => {
  const later = async () => {
    await pause()
    log.info('later')
  }
  await Promise.all([
    inContext({ requestId: 'r1' }, later),
    inContext({ job: 'plan-notice', jobId: 'j1' }, later),
    later(),
  ])
  const whose = said().map(({ requestId, job, jobId }) => ({ requestId, job, jobId }))
  expect(whose).toHaveLength(3)
  expect(whose).toEqual(
    expect.arrayContaining([{ requestId: 'r1' }, { job: 'plan-notice', jobId: 'j1' }, {}]),
  )
})

it('has an error with its stack and its causes, and none of the values of a query', () => {
  expectErrorLine(/it failed/)
  const cause = Object.assign(new Error('null value in column "title"'), { code: '23502' })
  const error = new Error('Failed query: insert into "people" values ($1)\nparams: dana@example.net,x', {
    cause,
  })
  log.error('it failed', { err: error })
  const [{ err }] = said()
  expect(err).toMatchObject({
    type: 'Error',
    message: 'Failed query: insert into "people" values ($1)',
    stack: expect.stringMatching(/^Error: Failed query: insert into "people" values \(\$1\)\n {4}at /),
    cause: { code: '23502', message: cause.message, stack: expect.stringContaining('log.test.ts') },
  })
  expect(JSON.stringify(err)).not.toContain('dana')
})

it('calls only a database that is away so, without a stack, and all else an error', () => {
  expectErrorLine(/"level":"warn".*the page failed: connect ECONNREFUSED/)
  expectErrorLine(/"level":"error".*the page failed/)
  logFault(
    'the page failed',
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  )
  logFault('the page failed', Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))
})

it('shows a link that is meant for its reader, and no other', () => {
  log.info(`/desk/set-up/${'x'.repeat(40)}`)
  log.show(`/desk/set-up/${'x'.repeat(40)}`)
  expect(said().map(line => line.msg)).toEqual(['/desk/set-up/[token]', `/desk/set-up/${'x'.repeat(40)}`])
})

it('takes what libraries print, errors with their stack', () => {
  const { debug, log: print, info, warn, error } = console
  const errors: [string, Error][] = []
  captureConsole((sentence, thrown) => errors.push([sentence, thrown]))
  const thrown = new TypeError('x is not a function')
  console.log('\u001b[32mcompiled\u001b[0m %d pages', 3)
  console.error(' ⨯', thrown)
  console.error(thrown)
  Object.assign(console, { debug, log: print, info, warn, error })
  expect(said().map(line => line.msg)).toEqual(['compiled 3 pages'])
  expect(errors).toEqual([
    ['⨯', thrown],
    ['the framework could not answer', thrown],
  ])
})

it('is read in a terminal as the time, a sentence and whose it is, with an error below', () => {
  expectErrorLine(/it failed/)
  inContext({ requestId: 'r1' }, () => log.error('it failed', { err: new Error('why', { cause: 'that' }) }))
  const words = inWords(loggedLines()[0] ?? '')
  expect(words).toMatch(/^\d\d:\d\d:\d\d error: it failed \(requestId r1\)\n {2}Error: why\n {6}at .*\n/)
  expect(words).toMatch(/ {2}because of string: that\n$/)
})
