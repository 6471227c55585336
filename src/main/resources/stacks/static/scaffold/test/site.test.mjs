// What holds for every page.
import assert from 'node:assert/strict'
import test from 'node:test'
import { built } from '../tools/testing.mjs'

const site = await built()

function leads (address) {
  const [name, id] = address.split('#')
  const file = name.replace(/^\//, '').replace(/(^|\/)$/, '$1index.html')
  if (!site.files.includes(file)) return false
  return !id || site.page(name || '/').ids.includes(id)
}

for (const address of site.addresses) {
  const page = site.page(address)

  test(`${address} is sound HTML with a title, a description and one main heading`, () => {
    assert.deepEqual(page.faults, [])
    assert.ok(page.title.trim())
    assert.ok(page.description.trim())
    assert.equal(page.headings.filter(it => it.level === 1).length, 1)
    assert.equal(page.all('html')[0].attributes.lang, 'en')
    assert.ok(!page.html.includes('{{'), 'a template was left unfilled')
    assert.equal(new Set(page.ids).size, page.ids.length, 'an id is there twice')
  })

  test(`${address} can be read and used by everybody`, () => {
    let before = 0
    for (const { level, text } of page.headings) {
      assert.ok(text, 'a heading without words')
      assert.ok(level <= before + 1, `the heading "${text}" skips a level`)
      before = level
    }
    for (const image of page.all('img')) assert.ok('alt' in image.attributes, image.attributes.src + ' has no alt')
    const labelled = new Set(page.all('label').map(it => it.attributes.for))
    for (const field of page.elements.filter(it => ['input', 'textarea', 'select'].includes(it.name))) {
      const fine = field.within.includes('label') || labelled.has(field.attributes.id) || field.attributes['aria-label'] ||
        ['hidden', 'submit'].includes(field.attributes.type)
      assert.ok(fine, `the field ${field.attributes.name} has no label`)
    }
    for (const link of page.all('a')) {
      assert.ok(link.text.trim() || link.attributes['aria-label'], 'a link without words: ' + link.attributes.href)
    }
  })

  test(`${address} links to what is there, and loads nothing from elsewhere`, () => {
    for (const link of page.links) {
      if (/^(https?:|mailto:|tel:)/.test(link)) continue
      assert.ok(leads(link.startsWith('#') ? address + link : link), `the link ${link} leads nowhere`)
    }
    for (const it of page.elements) {
      const loaded = ['script', 'img', 'iframe', 'source', 'video', 'audio'].includes(it.name)
        ? it.attributes.src
        : it.name === 'link' && it.attributes.rel !== 'canonical' ? it.attributes.href : undefined
      if (loaded !== undefined) assert.ok(loaded.startsWith('/') && !loaded.startsWith('//') && leads(loaded), loaded)
    }
  })

  test(`${address} has no inline script or style, which its policy forbids`, () => {
    for (const it of page.elements) {
      assert.ok(it.name !== 'style', 'a <style> element')
      if (it.name === 'script') assert.ok(it.attributes.src, 'a script without a file')
      for (const name of Object.keys(it.attributes)) {
        assert.ok(name !== 'style' && !name.startsWith('on'), `the attribute ${name} of <${it.name}>`)
      }
    }
    for (const link of page.links) assert.ok(!/^\s*javascript:/i.test(link), link)
  })
}

test('the site map lists every page', async () => {
  const map = await site.file('sitemap.xml')
  for (const address of site.addresses.filter(it => it !== '/404.html')) assert.ok(map.includes(`${address}</loc>`), address)
})
