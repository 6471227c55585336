import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type Kept, resource } from '@/lib/api'
import { PAGE_SIZE, useKept } from '@/lib/use-kept'
import { fakeApi } from '@/testing/fake-api'

type Thing = Kept & { name: string }

const things = resource<{ name: string }, Thing>('things')

test('a list is read page by page', async () => {
  fakeApi('things', Array.from({ length: PAGE_SIZE + 1 }, (_, at) => ({ name: `${at}` })))
  const { result } = renderHook(() => useKept(things))
  await waitFor(() => expect(result.current.rows).toHaveLength(PAGE_SIZE))
  expect(result.current.total).toBe(PAGE_SIZE + 1)
  act(() => result.current.turnTo(PAGE_SIZE))
  await waitFor(() => expect(result.current.rows.map((it) => it.name)).toEqual(['0']))
})

test('what is created comes first and what is removed goes', async () => {
  fakeApi('things', [{ name: 'old' }])
  const { result } = renderHook(() => useKept(things))
  await waitFor(() => expect(result.current.loaded).toBe(true))
  await act(async () => expect(await result.current.create({ name: 'new' })).toBe(true))
  await waitFor(() => expect(result.current.rows.map((it) => it.name)).toEqual(['new', 'old']))
  await act(async () => expect(await result.current.remove(1)).toBe(true))
  await waitFor(() => expect(result.current.rows.map((it) => it.name)).toEqual(['new']))
})

test('a refusal is kept in words until the next try', async () => {
  const api = fakeApi('things')
  const { result } = renderHook(() => useKept(things))
  await waitFor(() => expect(result.current.loaded).toBe(true))
  api.refusal = { status: 422, detail: 'Some fields need attention', fields: { name: 'This is required' } }
  await act(async () => expect(await result.current.create({ name: '' })).toBe(false))
  expect(result.current.problem).toBe('Some fields need attention')
  expect(result.current.fields).toEqual({ name: 'This is required' })
  await act(async () => expect(await result.current.create({ name: 'a' })).toBe(true))
  expect(result.current.problem).toBe('')
})
