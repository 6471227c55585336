import { menuLinks } from '@/lib/menu-links'
import { PRODUCT } from '@/lib/product'

/** The home page until a feature brings its own. */
export default function Welcome() {
  const links = menuLinks()
  return (
    <>
      <section className="hero">
        <h1>{PRODUCT}</h1>
        <p>Welcome.</p>
      </section>
      <div className="cards">
        {links.map((it) => (
          <a className="card" href={it.path} key={it.path}>
            <h2>{it.label}</h2>
          </a>
        ))}
      </div>
      {links.length === 0 && (
        <div className="card empty">
          <strong>Nothing here yet</strong>The first feature is on its way.
        </div>
      )}
    </>
  )
}
