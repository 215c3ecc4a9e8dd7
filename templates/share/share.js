/* Three small helps: copy the caption, send the picture by the phone's own sheet, find the own page.
   Everything else works without this file. No word stands here: they come from the page. */
(function () {
  'use strict'
  function each(css, f) { Array.prototype.forEach.call(document.querySelectorAll(css), f) }

  each('.bub', function (bub) {
    var button = bub.querySelector('button'), say = button.textContent, text = bub.querySelector('p').textContent
    button.hidden = false
    bub.classList.add('has-b')
    function tell(word) {
      button.textContent = word
      setTimeout(function () { button.textContent = say }, 2500)
    }
    function old() {
      var area = document.createElement('textarea'), done = false
      area.value = text
      area.readOnly = true
      document.body.appendChild(area)
      area.select()
      try { done = document.execCommand('copy') } catch (e) { done = false }
      area.remove()
      button.focus()
      tell(done ? button.dataset.done : button.dataset.failed)
    }
    button.addEventListener('click', function () {
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text).then(function () { tell(button.dataset.done) }, old)
      } else old()
    })
  })

  function sends() {
    try {
      return /^http/.test(location.protocol) && navigator.share && navigator.canShare({
        files: [new File(['x'], 'x.png', { type: 'image/png' })]
      })
    } catch (e) { return false }
  }
  if (sends()) each('.send', function (button) {
    var file = null
    function load() {
      file = file || fetch(button.dataset.src).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status)
        return answer.blob()
      }).then(function (blob) { return new File([blob], button.dataset.name, { type: blob.type || 'image/png' }) })
      file.catch(function () { file = null })
      return file
    }
    button.hidden = false
    button.addEventListener('pointerdown', load)
    button.addEventListener('click', function () {
      load().then(function (found) { return navigator.share({ files: [found] }) }).catch(function (error) {
        if (error.name !== 'AbortError') button.hidden = true  /* pressing and holding still works */
      })
    })
  })

  var form = document.querySelector('.find form')
  if (!form) return
  if (!(window.crypto && crypto.subtle && window.TextEncoder && ''.normalize)) {
    document.querySelector('.find .plain').textContent = form.dataset.missing
    return
  }
  var input = form.querySelector('input'), found = form.querySelector('.found'), script = null
  form.hidden = false
  function load() {
    script = script || new Promise(function (ok, no) {
      var tag = document.createElement('script')
      tag.src = form.dataset.script
      tag.onload = ok
      tag.onerror = no
      document.head.appendChild(tag)
    })
    return script
  }
  input.addEventListener('focus', function () { load().catch(function () {}) })

  /* the same steps as same_name in outputs/share/find.py */
  function same(name) {
    name = name.normalize('NFC').replace(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f]/g, '')
    name = name.replace(/[\s\x1c-\x1f\x85\ufeff]+/g, ' ').replace(/^ +| +$/g, '')
    return name.toUpperCase().toLowerCase().normalize('NFC')
  }
  function sha(text) {
    return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)).then(function (b) { return new Uint8Array(b) })
  }
  function slugs(name) {
    return Promise.all([sha('find:' + name), sha('page:' + name)]).then(function (sums) {
      var key = '', all = [], at, i, slug, raw
      for (i = 0; i < 5; i++) key += ('0' + sums[0][i].toString(16)).slice(-2)
      for (at = 0; at < FIND.length; at += 26) {
        if (FIND.substr(at, 10) !== key) continue
        raw = atob(FIND.substr(at + 10, 16))
        for (slug = '', i = 0; i < 12; i++) slug += String.fromCharCode(raw.charCodeAt(i) ^ sums[1][i])
        if (/^[a-z2-7]{12}$/.test(slug)) all.push(slug)
      }
      return all
    })
  }
  function show(text, pages) {
    found.textContent = ''
    var line = document.createElement('p')
    if (text) { line.textContent = text; found.appendChild(line) }
    pages.forEach(function (slug, n) {
      var link = document.createElement('a')
      link.href = 'm/' + slug + '/index.html'
      link.textContent = form.dataset.open + (pages.length > 1 ? ' ' + (n + 1) : '')
      found.appendChild(link)
    })
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault()
    load().then(function () { return slugs(same(input.value)) }).then(function (pages) {
      show(pages.length > 1 ? form.dataset.many.replace('#', pages.length) : pages.length ? '' : form.dataset.none, pages)
    }).catch(function () { show(form.dataset.missing, []) })
  })
})()
