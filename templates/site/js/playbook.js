/* Copy a message, keep ticks, switch the language, fold and open. Without this file the site still reads,
   and a tap selects a whole message. All words come from #pb-words (overrides/main.html). */
(function () {
  'use strict';
  var words = {};
  try { words = JSON.parse(document.getElementById('pb-words').textContent); } catch (e) {}
  Object.keys(words).forEach(function (key) { /* the settings come escaped: &#39; is an apostrophe */
    var plain = document.createElement('textarea');
    plain.innerHTML = words[key];
    words[key] = plain.value;
  });
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  /* the note at the foot: it stands there empty, so that screen readers hear what is put in */
  var toast = document.createElement('div'), timer;
  toast.className = 'toast';
  toast.setAttribute('role', 'status');
  document.body.appendChild(toast);
  function say(text) {
    toast.textContent = text;
    toast.classList.add('is-on');
    clearTimeout(timer);
    timer = setTimeout(function () { toast.classList.remove('is-on'); toast.textContent = ''; }, 2500);
  }

  /* copy: the clipboard where the browser allows it, else (file:// in some, http) the old way */
  function copyOld(text) {
    var area = document.createElement('textarea'), ok = false, focus = document.activeElement;
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.cssText = 'position:fixed;top:0;opacity:0;font-size:16px';
    document.body.appendChild(area);
    area.select();
    area.setSelectionRange(0, text.length);
    try { ok = document.execCommand('copy'); } catch (e) {}
    area.remove();
    if (focus && focus.focus) focus.focus({ preventScroll: true });
    return ok;
  }
  each('.bub', function (bubble) {
    var button = bubble.querySelector('button'), source = bubble.querySelector('p'), label, rest;
    if (!button || !source) return;
    label = button.querySelector('span') || button;
    rest = label.textContent;
    button.hidden = false;
    function done() {
      button.classList.add('is-done');
      label.textContent = words.copied || rest;
      say(words.copied_say || words.copied || '');
      setTimeout(function () { button.classList.remove('is-done'); label.textContent = rest; }, 2500);
    }
    button.addEventListener('click', function () {
      var text = source.innerText;
      function old() { if (copyOld(text)) done(); else say(words.copy_failed || ''); }
      if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old);
      else old();
    });
  });

  /* ticks: the same name in two places stays in step, in two tabs as well */
  var prefix = 'playbook:' + (words.prefix || '') + ':';
  function kept(name) { try { return localStorage.getItem(prefix + name) === '1'; } catch (e) { return false; } }
  function show(name, on) {
    each('input[data-tick]', function (box) { if (box.dataset.tick === name) box.checked = on; });
  }
  each('input[data-tick]', function (box) {
    box.checked = kept(box.dataset.tick);
    box.addEventListener('change', function () {
      show(box.dataset.tick, box.checked);
      try {
        if (box.checked) localStorage.setItem(prefix + box.dataset.tick, '1');
        else localStorage.removeItem(prefix + box.dataset.tick);
      } catch (e) {}
    });
  });
  window.addEventListener('storage', function (event) {
    if (event.key && event.key.indexOf(prefix) === 0) show(event.key.slice(prefix.length), event.newValue === '1');
  });

  /* the other language: the same page at the same place */
  each('a[data-lang]', function (link) {
    var page = link.href;
    link.addEventListener('click', function () { link.href = page + location.hash; });
  });

  /* folds: closed on phones only; whatever is printed or pointed at is open */
  var narrow = window.matchMedia('(max-width: 759px)');
  function fold() { each('details.fold', function (part) { part.open = !narrow.matches; }); }
  function reveal() {
    var target = null, part;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) {}
    if (!target || target.id === 'top') return;
    for (part = target.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
    target.scrollIntoView();
  }
  fold();
  if (narrow.addEventListener) narrow.addEventListener('change', fold);
  if (location.hash) reveal();
  window.addEventListener('hashchange', reveal);
  window.addEventListener('beforeprint', function () {
    each('details:not([open])', function (part) { part.setAttribute('data-shut', ''); part.open = true; });
  });
  window.addEventListener('afterprint', function () {
    each('details[data-shut]', function (part) { part.removeAttribute('data-shut'); part.open = false; });
  });
  each('details.fold > summary', function (summary) { /* on wide screens it is a heading, not a switch */
    summary.addEventListener('click', function (event) { if (!narrow.matches) event.preventDefault(); });
  });

  /* a table written in Markdown scrolls in its own frame */
  each('.pb--prose table:not([class]), .prose table:not([class])', function (table) {
    if (table.closest('.scroll')) return;
    var frame = document.createElement('div'), name = table.querySelector('caption'), before = table;
    while (!name && (before = before.previousElementSibling)) if (/^H[1-6]$/.test(before.tagName)) name = before;
    frame.className = 'scroll';
    frame.tabIndex = 0;
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', (name && name.textContent.trim()) || words.table || document.title);
    table.parentNode.insertBefore(frame, table);
    frame.appendChild(table);
  });

  /* search results: the theme marks every single Chinese character; keep whole words only */
  var list = document.querySelector('.md-search-result__list'), input = document.querySelector('.md-search__input');
  function wholeWords() {
    var asked = input.value.trim().toLowerCase().split(/\s+/).filter(function (w) { return /[\u3400-\u9fff]{2,}/.test(w); });
    if (!asked.length) return;
    list.querySelectorAll('mark').forEach(function (mark) {
      var next;
      while ((next = mark.nextSibling) && (next.nodeName === 'MARK' || next.nodeValue === '')) {
        mark.textContent += next.textContent;
        next.remove();
      }
    });
    list.querySelectorAll('mark').forEach(function (mark) {
      var text = mark.textContent.toLowerCase();
      if (/[\u3400-\u9fff]/.test(text) && !asked.some(function (w) { return text.indexOf(w) >= 0; })) {
        mark.replaceWith(mark.textContent);
      }
    });
  }
  if (list && input && window.MutationObserver) {
    var watch = new MutationObserver(function () {
      watch.disconnect();
      wholeWords();
      watch.observe(list, { childList: true, subtree: true });
    });
    watch.observe(list, { childList: true, subtree: true });
  }
})();
