import { type Card, Cards } from '@/features/home/cards'
import { menuLinks } from '@/lib/menu-links'

const NAME = {{name}}
const TAGLINE = {{tagline}}
const CARDS: Card[] = [
  {{cards}}
]

export default function Home() {
  const built = new Set(menuLinks().map((it) => it.path))
  const cards = CARDS.map((it) => ({ ...it, built: built.has(it.path) }))
  const first = cards.find((it) => it.built)
  return (
    <>
      <section className="hero">
        <h1>{NAME}</h1>
        <p>{TAGLINE}</p>
        {first && (
          <a className="button" href={first.path}>
            Open {first.label.toLowerCase()}
          </a>
        )}
      </section>
      <Cards cards={cards} />
    </>
  )
}
