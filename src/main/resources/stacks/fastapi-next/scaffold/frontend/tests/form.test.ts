import { expect, test } from 'vitest'
import { values } from '@/lib/form'

type Thing = { name: string; note: string | null; count: number; open: boolean }

test('what is typed becomes what the API reads', () => {
  const form = new FormData()
  form.set('name', 'A')
  form.set('note', '  ')
  form.set('count', '12.5')
  expect(values<Thing>(form, { name: 'text', note: 'text', count: 'number', open: 'toggle' })).toEqual({
    name: 'A',
    note: null,
    count: 12.5,
    open: false,
  })
})

test('what is no number is left to the API to refuse', () => {
  const form = new FormData()
  form.set('count', 'a few')
  expect(values<{ count: number }>(form, { count: 'number' })).toEqual({ count: 'a few' })
})
