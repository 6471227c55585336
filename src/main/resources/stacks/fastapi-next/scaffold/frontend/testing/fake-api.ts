import { vi } from 'vitest'

type Row = Record<string, unknown> & { id: number; created_at: string }
type Refusal = { status: number; detail: string; fields: Record<string, string> }

/** Stands in for `/api/<name>`: keeps what it is sent, newest first; `refusal` is its next answer where there is one. */
export function fakeApi(name: string, kept: Record<string, unknown>[] = []) {
  const api = {
    rows: kept.map((values, at): Row => ({ ...values, id: at + 1, created_at: '2026-01-01T00:00:00' })).reverse(),
    asked: [] as string[],
    sent: [] as unknown[],
    refusal: null as Refusal | null,
  }
  const fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(path, 'http://product.test')
    const method = init.method ?? 'GET'
    api.asked.push(`${method} ${url.pathname}${url.search}`)
    if (!url.pathname.startsWith(`/api/${name}`)) return Response.json({ detail: 'Not Found' }, { status: 404 })
    if (api.refusal) {
      const { status, ...body } = api.refusal
      api.refusal = null
      return Response.json(body, { status })
    }
    if (method === 'POST') {
      const values = JSON.parse(String(init.body)) as Record<string, unknown>
      api.sent.push(values)
      api.rows = [{ ...values, id: api.rows.length + 1, created_at: '2026-01-01T00:00:00' }, ...api.rows]
      return Response.json(api.rows[0], { status: 201 })
    }
    if (method === 'DELETE') {
      const id = Number(url.pathname.split('/').at(-1))
      api.rows = api.rows.filter((row) => row.id !== id)
      return new Response(null, { status: 204 })
    }
    const offset = Number(url.searchParams.get('offset'))
    const limit = Number(url.searchParams.get('limit'))
    return Response.json(api.rows.slice(offset, offset + limit), { headers: { 'X-Total-Count': `${api.rows.length}` } })
  }
  vi.stubGlobal('fetch', fetch)
  return api
}
