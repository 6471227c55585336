import { expect, test, vi } from 'vitest'
import { ApiError, type Kept, resource } from '@/lib/api'

type Thing = Kept & { name: string }

const things = resource<{ name: string }, Thing>('things')

function answers(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetch = vi.fn(async (_path: string, _init?: RequestInit) => new Response(body === null ? null : JSON.stringify(body), { status, headers }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('a list says how many there are in all', async () => {
  const fetch = answers(200, [{ id: 1, created_at: '', name: 'A' }], { 'X-Total-Count': '7' })
  const slice = await things.list({ q: 'a&b', limit: 5 })
  expect(slice.total).toBe(7)
  expect(slice.rows[0]?.name).toBe('A')
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/things?q=a%26b&limit=5&offset=0')
})

test('what is created is sent as JSON', async () => {
  const fetch = answers(201, { id: 3, created_at: '', name: 'B' })
  expect((await things.create({ name: 'B' })).id).toBe(3)
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"name":"B"}' })
})

test('what is removed answers with nothing', async () => {
  answers(204, null)
  await expect(things.remove(3)).resolves.toBeUndefined()
})

test('a refusal carries what is wrong with each field', async () => {
  answers(422, { detail: 'Some fields need attention', fields: { name: 'This is required' } })
  const error = await things.create({ name: '' }).catch((it: unknown) => it)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 422, fields: { name: 'This is required' } })
})

test('a server that is away is said to be', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new TypeError('down'))))
  await expect(things.list()).rejects.toThrow('cannot be reached')
})
