/* Runs in the page, under print media: gives grounds to what has to stay whole and says what it marked. */
(ask) => {
  const style = document.createElement('style');
  style.textContent = `* { -webkit-print-color-adjust: exact !important; print-color-adjust: exact !important }
    .vh, .sr { display: none !important }
    img[src$=".svg"] { visibility: hidden }`; /* grounds are printed, hidden words are not read, emblems may be coloured */
  document.head.append(style);
  document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; });
  const content = document.querySelector('main') || document.body;
  const seen = e => e.checkVisibility() && e.getBoundingClientRect().height > 0;
  const says = e => e.textContent.trim() !== '';
  const name = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''} ${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}`;
  const marked = new Map();
  const mark = e => {
    if (!marked.has(e)) {
      const n = marked.size;
      marked.set(e, n);
      e.style.setProperty('background', `rgb(${16 + (n >> 8)}, ${n & 255}, ${ask.ours})`, 'important');
    }
    return marked.get(e);
  };
  /* the first line of a box: a large one may go on over the page */
  const first = e => {
    while (!e.matches('tr, li, p, h1, h2, h3, dt, .card, svg')) {
      const inner = [...e.children].find(c => seen(c) && says(c));
      if (!inner || getComputedStyle(inner).display === 'inline') break;
      e = inner;
    }
    return e;
  };
  /* what a reader meets next, outside of the heading's own row */
  const after = head => {
    for (let at = head.closest('.sec__h, .day__h, summary') || head; at !== content; at = at.parentElement)
      for (let next = at.nextElementSibling; next; next = next.nextElementSibling)
        if (seen(next) && says(next)) return first(next);
    return null;
  };
  const small = e => [...e.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && !e.closest('.vh, .sr') && parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom || 1) < ask.smallest;
  const find = (selector, from = content) => [...from.querySelectorAll(selector)].filter(seen);
  /* days that the reader has not opened stay away */
  const folded = [...content.querySelectorAll('details')].filter(e => !e.closest(ask.screen) && !e.closest('[hidden]'))
    .flatMap(e => [...e.children].filter(c => !c.matches('summary') && !c.closest(ask.screen) && says(c)));
  const boxes = find(ask.whole).filter(e => !e.closest('svg svg, .vh, .sr, thead'));
  const heads = find(ask.heads).filter(e => !e.closest('.vh, .sr, svg, .week')).map(e => [e, after(e)]).filter(pair => pair[1]);
  /* a square that shows whether the browser made everything smaller to get it onto the sheet */
  const probe = document.createElement('div');
  probe.style.cssText = `position: absolute; z-index: 99; inset: 0 auto auto 0; width: ${ask.probe}px; height: ${ask.probe}px`;
  document.body.append(probe);
  return {
    probe: mark(probe),
    pictures: find('img:not([src$=".svg"])').length,
    whole: boxes.map(mark),
    heads: heads.map(([head, next]) => [mark(head), mark(next)]),
    folded: folded.map(e => mark(first(e))), /* a ground that its only child covers is not painted */
    lines: content.innerText.split('\n'),
    screen: find(ask.screen, document).map(name),
    tiny: find('*').filter(small).map(name),
    names: [...marked.keys()].map(name),
  };
}
