/** What the API refused, in words; `fields` says what is wrong by the field's name. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
  }
}

export type Kept = { id: number; created_at: string }
export type Slice<T> = { rows: T[]; total: number }
export type Query = { q?: string; limit?: number; offset?: number }

/** One kind of thing behind `/api/<name>`. */
export type Resource<In, Out extends Kept> = {
  list(query?: Query): Promise<Slice<Out>>
  create(values: In): Promise<Out>
  remove(id: number): Promise<void>
}

export function resource<In, Out extends Kept>(name: string): Resource<In, Out> {
  const path = `/api/${name}`
  return {
    async list({ q = '', limit = 20, offset = 0 }: Query = {}) {
      const response = await send(`${path}?${new URLSearchParams({ q, limit: `${limit}`, offset: `${offset}` })}`)
      const rows = (await response.json()) as Out[]
      return { rows, total: Number(response.headers.get('X-Total-Count') ?? rows.length) }
    },
    async create(values) {
      return (await (await send(path, 'POST', values)).json()) as Out
    },
    async remove(id) {
      await send(`${path}/${id}`, 'DELETE')
    },
  }
}

export async function read<T>(path: string): Promise<T> {
  return (await (await send(path)).json()) as T
}

async function send(path: string, method = 'GET', body?: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  }).catch(() => {
    throw new ApiError(0, 'The server cannot be reached. Try again in a moment.')
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => ({}))) as { detail?: unknown; fields?: Record<string, string> }
  throw new ApiError(response.status, typeof said.detail === 'string' ? said.detail : 'That did not work.', said.fields)
}
