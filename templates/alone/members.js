/* Search by name, and one member's card. Names are put in as text, never as markup; nothing is fetched. */
(function () {
  'use strict';
  var MOST = 40;
  function read(id) { return JSON.parse(document.getElementById(id).textContent); }
  var said = read('said'), data = read('data'), at = {}, list = document.getElementById('hits');
  var box = document.getElementById('q'), told = document.getElementById('found'), one = document.getElementById('one');
  data.fields.forEach(function (name, n) { at[name] = n; });
  function value(row, name) { return row[at[name]]; }
  function texts(row, name) { return (value(row, name) || []).map(function (n) { return data.texts[n]; }); }
  function text(row, name) { var n = value(row, name); return n >= 0 ? data.texts[n] : ''; }
  function plain(word) {
    word = String(word);
    return (word.normalize ? word.normalize('NFKC') : word).toLowerCase();
  }
  function put(parent, tag, words, kind) {
    var made = document.createElement(tag);
    if (words !== undefined) made.textContent = words;
    if (kind) made.className = kind;
    return parent.appendChild(made);
  }
  var keys = data.rows.map(function (row) {
    return plain([value(row, 'id'), value(row, 'name'), value(row, 'alias') || ''].concat(
      texts(row, 'about'), texts(row, 'groups')).join('\n'));
  });

  /* The first letters of Chinese names, by the order of the browser's own pinyin: lyr finds 廖雨瑞. */
  var LETTERS = 'abcdefghjklmnopqrstwxyz', FIRSTS = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨它穵夕丫帀', initials = null;
  function spelled() {
    var order = new Intl.Collator('zh-u-co-pinyin'), known = {};
    if (order.resolvedOptions().collation !== 'pinyin') return keys;
    function first(letter) {
      var n = FIRSTS.length - 1;
      if (!(letter in known)) {
        while (n > 0 && order.compare(FIRSTS[n], letter) > 0) n -= 1;
        known[letter] = LETTERS[n];
      }
      return known[letter];
    }
    return data.rows.map(function (row, n) {
      var names = plain(value(row, 'name') + '\n' + (value(row, 'alias') || ''));
      return keys[n] + '\n' + names.replace(/[\u3400-\u9fff]/g, first);
    });
  }
  function matching(words, table) {
    var found = [];
    table.forEach(function (key, n) {
      if (words.every(function (word) { return key.indexOf(word) >= 0; })) found.push(n);
    });
    return found;
  }

  function row(dl, name, words, kind) {
    if (!words.length) return;
    put(dl, 'dt', said[name]);
    words.forEach(function (word) { put(dl, 'dd', word, kind); });
  }
  function months(dl, member) {
    var counts = value(member, 'months') || [], most = Math.max.apply(null, counts.concat(1)), table, head, body;
    if (!counts.length) return;
    put(dl, 'dt', said.months);
    table = put(put(dl, 'dd'), 'table');
    head = put(put(table, 'thead'), 'tr');
    body = put(put(table, 'tbody'), 'tr');
    counts.forEach(function (count, n) {
      var cell;
      put(head, 'th', data.months[n]).scope = 'col';
      cell = put(body, 'td', count);
      put(cell, 'i').style.height = Math.round(2.4 * 16 * count / most) + 'px';
    });
  }
  function show(member, button) {
    var dl, acts, heard;
    Array.prototype.forEach.call(list.querySelectorAll('button'), function (other) {
      other.setAttribute('aria-expanded', String(other === button));
    });
    one.textContent = '';
    put(one, 'h2', value(member, 'name')).id = 'who';
    put(one, 'p', [value(member, 'id'), value(member, 'alias')].filter(Boolean).join(' · '), 'muted');
    dl = put(one, 'dl');
    row(dl, 'next', texts(member, 'next').length ? texts(member, 'next') : [said.nothing], 'next');
    row(dl, 'about', [texts(member, 'about').join(' · ')].filter(Boolean));
    row(dl, 'groups', [texts(member, 'groups').concat(text(member, 'tier') || []).join(' · ')].filter(Boolean));
    heard = [value(member, 'joined'), value(member, 'last')];
    row(dl, 'joined', [heard[0]].filter(Boolean));
    row(dl, 'last', [heard[1] || said.never]);
    months(dl, member);
    acts = (value(member, 'actions') || []).map(function (act) { return data.texts[act[0]] + ' ' + act[1]; });
    row(dl, 'actions', [acts.join(' · ')].filter(Boolean));
    row(dl, 'badges', texts(member, 'badges'));
    row(dl, 'met', value(member, 'met') || []);
    row(dl, 'letters', texts(member, 'letters'));
    row(dl, 'link', [value(member, 'link')].filter(Boolean));
    one.hidden = false;
  }
  function open(member, button) {
    show(member, button);
    one.focus();
    one.scrollIntoView({ block: 'start' });
  }
  function find() {
    var wanted = plain(box.value).trim().split(/\s+/).filter(Boolean), found;
    list.textContent = '';
    one.hidden = true;
    if (!wanted.length) { told.textContent = ''; return; }
    found = matching(wanted, keys);
    if (!found.length && wanted.every(function (word) { return /^[a-z]{2,}$/.test(word); }))
      found = matching(wanted, initials = initials || spelled());
    found.slice(0, MOST).forEach(function (n) {
      var member = data.rows[n], button = put(put(list, 'li'), 'button');
      button.type = 'button';
      button.setAttribute('aria-expanded', 'false');
      put(button, 'b', value(member, 'name'));
      put(button, 'small', [value(member, 'id')].concat(texts(member, 'about').slice(0, 2)).join(' · '));
      button.addEventListener('click', function () { open(member, button); });
    });
    told.textContent = (found.length > MOST ? said.too_many : found.length ? said.some : said.none)
      .replace('{n}', found.length).replace('{most}', MOST);
    if (found.length === 1) show(data.rows[found[0]], list.querySelector('button'));
  }
  function walk(event) {
    var steps = { ArrowDown: 1, ArrowUp: -1 }, stops = [box].concat([].slice.call(list.querySelectorAll('button')));
    var next = stops[stops.indexOf(document.activeElement) + steps[event.key]];
    if (!next || stops.indexOf(document.activeElement) < 0) return;
    event.preventDefault();
    next.focus();
  }
  document.documentElement.className = 'js';
  document.querySelector('.find').hidden = false;
  document.querySelector('.find').addEventListener('submit', function (event) {
    event.preventDefault();
    if (list.querySelector('button')) list.querySelector('button').click();
  });
  document.addEventListener('keydown', walk);
  box.addEventListener('input', find);
})();
