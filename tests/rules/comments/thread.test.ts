import { expect, it } from 'vitest'
import { threadsOf } from '#lib/rules/comments/thread.ts'

const comment = (id: string, parentId: string | null = null) => ({ id, parentId })
const shown = (comments: ReturnType<typeof comment>[]) =>
  threadsOf(comments).map(({ first, answers }) => [first.id, ...answers.map(answer => answer.id)])

it('puts answers, and answers to answers, below the comment that began it', () => {
  const comments = [comment('1'), comment('2'), comment('3', '1'), comment('4', '3'), comment('5', '2')]
  expect(shown(comments)).toEqual([
    ['1', '3', '4'],
    ['2', '5'],
  ])
})

it('lets an answer stand alone when what it answers is not shown', () => {
  expect(shown([comment('1', 'gone'), comment('2', '1')])).toEqual([['1', '2']])
})

it('shows every comment once, even in a circle', () => {
  const ids = shown([comment('1', '2'), comment('2', '1'), comment('3')]).flat()
  expect(ids.sort()).toEqual(['1', '2', '3'])
})
