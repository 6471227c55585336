'use client'

import type { FormEvent } from 'react'
import { {{field_imports}} } from '@/components/fields'
import { Pager } from '@/components/pager'
import { Search } from '@/components/search'
{{value_imports}}
import { type {{class}}Values, api, kinds } from '@/features/{{kebab}}/api'
import { values } from '@/lib/form'
import { useKept } from '@/lib/use-kept'

/** {{title}}: those that there are, and a form for one more. */
export function {{class}}View() {
  const kept = useKept(api)

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (await kept.create(values<{{class}}Values>(new FormData(form), kinds))) form.reset()
  }

  return (
    <>
      <div className="heading">
        <div>
          <h1>{{title}}</h1>
          <p className="lead">Add, find and remove {{plural}}.</p>
        </div>
      </div>
      <div className="columns">
        <section className="card">
          <div className="toolbar">
            <h2>
              {kept.total} {kept.total === 1 ? '{{singular}}' : '{{plural}}'}
            </h2>
            <Search label="Search {{plural}}" onSearch={kept.search} />
          </div>
          {kept.loaded && kept.rows.length === 0 && (
            <div className="empty">
              <strong>{kept.q ? 'Nothing found' : 'No {{plural}} yet'}</strong>
              {kept.q ? 'Try other words.' : 'Add the first one with the form.'}
            </div>
          )}
          {kept.rows.length > 0 && (
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    {{heads}}
                    <th />
                  </tr>
                </thead>
                <tbody>
                  {kept.rows.map((row) => (
                    <tr key={row.id}>
                      {{cells}}
                      <td className="action">
                        <button className="button remove" onClick={() => void kept.remove(row.id)}>
                          Remove
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pager offset={kept.offset} total={kept.total} turnTo={kept.turnTo} />
        </section>
        <aside className="card">
          <h2>Add {{a_singular}}</h2>
          <form onSubmit={(event) => void add(event)} noValidate>
            {kept.problem && (
              <p className="notice" role="alert">
                {kept.problem}
              </p>
            )}
            {{fields}}
            <button className="button wide">Add {{singular}}</button>
          </form>
        </aside>
      </div>
    </>
  )
}
