import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { hasRead } from '#lib/front/rendering/reading.ts'
import { RenderQueue } from '#lib/front/rendering/render-queue.ts'

/** A queue of pages and documents (.json) whose renders the test ends by hand: they read, and then they write. */
function fixture() {
  const queue = new RenderQueue({ isDocument: key => key.endsWith('.json') })
  const steps: string[] = []
  const goesOn = new Map<string, () => void>()
  const waiting = (key: string) => new Promise<void>(resolve => goesOn.set(key, resolve))
  const change = (key: string) =>
    queue.run(key, { is: 'changed' }, async () => {
      steps.push(`${key} reads`)
      await waiting(key)
      if (!key.endsWith('.json')) await hasRead()
      steps.push(`${key} writes`)
      await waiting(key)
    })
  const goOn = async (key: string) => {
    goesOn.get(key)?.()
    await turn()
    await turn()
    return steps.splice(0)
  }
  return { queue, change, goOn }
}

it('the first page of a change reads alone, then its first document, and those after them beside each other', async () => {
  const { change, goOn } = fixture()
  const all = ['/a', '/b', '/c', '/1.json', '/2.json', '/3.json'].map(change)
  expect(await goOn('nothing')).toEqual(['/a reads'])
  // The document asks while the page is drawn.
  expect(await goOn('/a')).toEqual(['/1.json reads', '/a writes'])
  expect(await goOn('/a')).toEqual([])
  expect(await goOn('/1.json')).toEqual(['/1.json writes'])
  expect(await goOn('/1.json')).toEqual(['/b reads', '/2.json reads'])
  for (const key of ['/b', '/2.json']) await goOn(key)
  expect(await goOn('/2.json')).toEqual(['/3.json reads'])
  expect(await goOn('/b')).toEqual(['/c reads'])
  for (const key of ['/c', '/3.json', '/c', '/3.json']) await goOn(key)
  await Promise.all(all)
  // The next change is one of its own.
  const next = ['/a', '/1.json'].map(change)
  expect(await goOn('nothing')).toEqual(['/a reads'])
  for (const key of ['/a', '/a', '/1.json', '/1.json']) await goOn(key)
  await Promise.all(next)
})

it('a page that does not come to an end keeps its document waiting no longer than its turn', async () => {
  const { change, goOn } = fixture()
  const all = ['/a', '/1.json'].map(change)
  expect(await goOn('nothing')).toEqual(['/a reads'])
  await expect.poll(() => goOn('nothing')).toEqual(['/1.json reads'])
  for (const key of ['/1.json', '/1.json', '/a', '/a']) await goOn(key)
  await Promise.all(all)
})

it('what changes next is as new as the first, beside what is still made of the last', async () => {
  const { queue, change, goOn } = fixture()
  const all = ['/a', '/b', '/1.json'].map(change)
  await goOn('nothing')
  for (const key of ['/a', '/1.json', '/1.json']) await goOn(key)
  expect(await goOn('/a')).toEqual(['/b reads'])
  queue.beginChange()
  const next = ['/c', '/2.json'].map(change)
  expect(await goOn('/b')).toEqual(['/b writes'])
  expect(await goOn('/b')).toEqual(['/c reads'])
  expect(await goOn('/c')).toEqual(['/2.json reads', '/c writes'])
  for (const key of ['/c', '/2.json', '/2.json']) await goOn(key)
  await Promise.all([...all, ...next])
})

it('however fast changes follow each other, a document has its turn', async () => {
  const { queue, change, goOn } = fixture()
  const all = ['/a', '/1.json', '/b'].map(change)
  expect(await goOn('nothing')).toEqual(['/a reads'])
  queue.beginChange()
  queue.beginChange()
  expect(await goOn('/a')).toEqual(['/1.json reads', '/a writes'])
  for (const key of ['/a', '/1.json', '/1.json', '/b', '/b']) await goOn(key)
  await Promise.all(all)
})
