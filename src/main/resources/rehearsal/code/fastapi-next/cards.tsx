'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { read } from '@/lib/api'

export type Card = { label: string; table: string; path: string; built?: boolean }
export type Summary = { product: string; counts: Record<string, number> }

/** What the product keeps, with how many there are as soon as the API has said so. */
export function Cards({ cards }: { cards: Card[] }) {
  const [counts, setCounts] = useState<Record<string, number>>({})
  useEffect(() => {
    read<Summary>('/api/summary').then(
      (it) => setCounts(it.counts),
      () => setCounts({}),
    )
  }, [])
  return (
    <div className="cards">
      {cards.map((it) =>
        it.built ? (
          <Link className="card" href={it.path} key={it.path}>
            <Content card={it} count={counts[it.table]} />
          </Link>
        ) : (
          <div className="card" key={it.path}>
            <Content card={it} count={counts[it.table]} />
          </div>
        ),
      )}
    </div>
  )
}

function Content({ card, count }: { card: Card; count: number | undefined }) {
  return (
    <>
      <span className="figure">{count ?? '–'}</span>
      <h2>{card.label}</h2>
      <span className="muted">{card.built ? 'Open' : 'Coming soon'}</span>
    </>
  )
}
