'use client'

import { useCallback, useEffect, useState } from 'react'
import { ApiError, type Kept, type Resource, type Slice } from '@/lib/api'

export const PAGE_SIZE = 20

/** A list behind the API: what is looked for, the part that is shown, and what went wrong last. */
export function useKept<In, Out extends Kept>(api: Resource<In, Out>) {
  const [slice, setSlice] = useState<Slice<Out> | null>(null)
  const [asked, setAsked] = useState({ q: '', offset: 0, turn: 0 })
  const [problem, setProblem] = useState('')
  const [fields, setFields] = useState<Record<string, string>>({})

  useEffect(() => {
    let wanted = true
    api.list({ q: asked.q, offset: asked.offset, limit: PAGE_SIZE }).then(
      (found) => wanted && setSlice(found),
      (error: unknown) => wanted && setProblem(words(error)),
    )
    return () => {
      wanted = false
    }
  }, [api, asked])

  const attempt = useCallback(async (change: () => Promise<unknown>, offset?: number) => {
    setProblem('')
    setFields({})
    try {
      await change()
      setAsked((it) => ({ q: offset === 0 ? '' : it.q, offset: offset ?? it.offset, turn: it.turn + 1 }))
      return true
    } catch (error) {
      setProblem(words(error))
      if (error instanceof ApiError) setFields(error.fields)
      return false
    }
  }, [])

  return {
    rows: slice?.rows ?? [],
    total: slice?.total ?? 0,
    loaded: slice !== null,
    q: asked.q,
    offset: asked.offset,
    problem,
    fields,
    search: (q: string) => setAsked((it) => ({ q, offset: 0, turn: it.turn + 1 })),
    turnTo: (offset: number) => setAsked((it) => ({ ...it, offset: Math.max(0, offset), turn: it.turn + 1 })),
    /** Resolves to whether it was kept; the newest are shown then. */
    create: (values: In) => attempt(() => api.create(values), 0),
    remove: (id: number) => attempt(() => api.remove(id)),
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : 'That did not work.'
}
