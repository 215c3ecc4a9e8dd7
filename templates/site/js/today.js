/* The days of Today: one at a time, what is left, the next cue, the line of now. Without this file the days stand
   one below the other, and every tick and message works. All words come from the page. */
(function () {
  'use strict';
  var root = document.querySelector('.today'), answer = document.querySelector('[data-answer]');
  if (!root) return;
  function all(selector, part) { return Array.prototype.slice.call((part || document).querySelectorAll(selector)); }
  function put(text, name, value) { return text.replace('{' + name + '}', value); }
  var say = root.dataset, kick = document.querySelector('[data-kick]');
  var pages = all('.dayp', root), buttons = all('.days__b'), shown = null, today = '';
  function box(cue) { return cue.querySelector('.cue__t input'); }
  function minutes(m) {
    var h = Math.floor(m / 60), r = m % 60;
    if (!h) return put(say.minutes, 'm', r);
    return r ? put(put(say.both, 'h', h), 'm', r) : put(say.hours, 'h', h);
  }

  /* what the reader's clock says: the day, and its minute; a night belongs to the evening before it */
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function key(day) { return day.getFullYear() + '-' + two(day.getMonth() + 1) + '-' + two(day.getDate()); }
  function page(day) { return pages.filter(function (one) { return one.dataset.date === day; })[0]; }
  function last(one) {
    return all('.cue', one).reduce(function (end, cue) {
      return Math.max(end, +cue.dataset.start + +cue.dataset.min);
    }, 0);
  }
  function now() {
    var clock = new Date(), minute = clock.getHours() * 60 + clock.getMinutes(), before = new Date(clock);
    before.setDate(before.getDate() - 1);
    before = page(key(before));
    if (before && last(before) > minute + 1440) return { day: before.dataset.date, minute: minute + 1440 };
    return { day: key(clock), minute: minute };
  }

  /* the heading is the answer: what this day is, and the next cue */
  function tell(day, next) {
    var of = day.dataset, now = of.date === today, parts = [now ? of.today : of.say], at;
    at = next && next.querySelector('.cue__at b').textContent;
    if (at) parts.push(put(now ? say.next : say.first, 'clock', at));
    else if (day.querySelector('.cue')) parts.push(say.done);
    if (kick && of.kick) kick.textContent = of.kick;
    if (!answer) return;
    answer.textContent = '';
    parts.forEach(function (part) {
      var span = document.createElement('span');
      span.className = 'ph';
      span.textContent = part;
      if (answer.firstChild) answer.appendChild(document.createTextNode(say.gap));
      answer.appendChild(span);
    });
  }
  function left(day) {
    var sum = 0, jobs = 0, next = null, out;
    all('.cue', day).forEach(function (cue) {
      cue.classList.remove('is-on');
      if (box(cue).checked) return;
      sum += +cue.dataset.min;
      jobs += 1;
      next = next || cue;
    });
    if (next) next.classList.add('is-on');
    out = day.querySelector('[data-left]');
    if (out) {
      out.textContent = jobs ? minutes(sum) : say.all;
      day.querySelector('[data-leftw]').hidden = !jobs;
      day.querySelector('[data-jobs]').hidden = !jobs;
      day.querySelector('[data-jobs]').textContent = jobs === 1 ? say.one : put(say.many, 'n', jobs);
    }
    all('[data-cu]', day).forEach(function (mark) {
      var tick = all('input[data-tick]', day).filter(function (one) { return one.dataset.tick === mark.dataset.cu; })[0];
      mark.classList.toggle('done', !!tick && tick.checked);
    });
    if (day === shown) tell(day, next);
    return next;
  }
  function unfold(cue) {
    var part = cue && cue.querySelector('details');
    if (part) part.open = true;
  }

  /* the line of now, on today's strip only */
  function line() {
    var clock = now(), strip, first, at, mark;
    today = clock.day;
    buttons.forEach(function (one) { one.classList.toggle('is-today', one.dataset.day === today); });
    all('.cueline .now', root).forEach(function (old) { old.remove(); });
    strip = page(today) && page(today).querySelector('.cueline');
    if (!strip) return;
    first = +strip.dataset.first;
    at = 100 * (clock.minute - first) / (+strip.dataset.last - first);
    if (at < 0 || at > 100) return;
    mark = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    [['class', 'now'], ['x1', at + '%'], ['x2', at + '%'], ['y1', 2], ['y2', 46]].forEach(function (pair) {
      mark.setAttribute(pair[0], pair[1]);
    });
    strip.appendChild(mark);
  }

  function pick(day) {
    var next;
    shown = page(day);
    buttons.forEach(function (one) { one.setAttribute('aria-pressed', one.dataset.day === day); });
    pages.forEach(function (one) { one.hidden = one !== shown; });
    next = left(shown);
    if (!shown.querySelector('.cue__d[open]')) unfold(next);
  }
  buttons.forEach(function (one) {
    one.addEventListener('click', function () {
      pick(one.dataset.day);
      if (window.scrollY > root.offsetTop) window.scrollTo(0, root.offsetTop - 140);
    });
  });
  root.addEventListener('change', function (event) {
    var day = event.target.closest('.dayp'), cue = event.target.closest('.cue__t') && event.target.closest('.cue');
    var part = cue && cue.querySelector('details'), next = left(day);
    if (!cue || !event.target.checked) return;
    if (part) part.open = false; /* what is done folds, and the next one opens */
    unfold(next);
  });
  window.addEventListener('storage', function () { pages.forEach(left); });

  root.classList.add('is-live');
  line();
  setInterval(function () { line(); }, 60000);
  pages.forEach(left);
  pick(page(today) ? today : (all('.days__b[aria-pressed=true]')[0] || buttons[0]).dataset.day);
})();
