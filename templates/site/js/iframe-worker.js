/* The theme's search, mended in three places before it starts. It loads as a polyfill, ahead of the theme's script.
   1. Without a server: a browser starts no worker from file://, so there the search runs in a hidden frame. The
      theme looks for the name IFrameWorker; its offline plugin for "iframe-worker" in this file's name.
   2. In Chinese: of 红包 the theme looks for 红 only, and of longer words for everything. Here each character is
      asked for, pages without the whole word are dropped, and the extract shows the place where it stands.
   3. In English: the theme asks for "newcomers*" in an index that holds the stem "newcom", and finds nothing.
      Here the index holds the words as they are, and a plural asks for its singular. */
(function () {
  'use strict';
  var HAN = '[\\u3400-\\u9fff\\uf900-\\ufaff]';

  function words(query) { return query.match(new RegExp(HAN + '{2,}', 'g')) || []; }

  function question(query) {
    if (!words(query).length) return query.replace(/\b([a-z]{2,}[a-rt-z])s\b/gi, '$1');
    return query.replace(/[+\-~^:*"]/g, ' ').replace(new RegExp(HAN, 'g'), ' +$& ').trim();
  }

  /* what was written by number reads as itself again, but for the four signs that mean something in HTML */
  function legible(html) {
    return (html || '').replace(/&#(\d+);/g, function (written, number) {
      return /^(34|38|60|62)$/.test(number) ? written : String.fromCodePoint(+number);
    });
  }

  function plain(html) { return (html || '').replace(/<[^>]*>/g, ' ').replace(/</g, '&lt;').replace(/\s+/g, ' ').trim(); }

  /* `text` is HTML without tags: an entity may be cut in two at either end, so its rest goes too */
  function extract(text, asked) {
    var at = text.indexOf(asked), from = Math.max(0, at - 24), to = at + asked.length + 60;
    if (at < 0) return null;
    return (from ? '…' : '') + text.slice(from, at).replace(/^[^&]{0,8};/, '') + '<mark>' + asked + '</mark>' +
      text.slice(at + asked.length, to).replace(/&[^;]{0,8}$/, '') + (to < text.length ? '…' : '');
  }

  function mend(worker) {
    var docs = {}, asked = [], send = worker.postMessage;
    worker.postMessage = function (message) {
      if (message.type === 0) {
        message.data.config.pipeline = [];
        message.data.docs.forEach(function (doc) {
          doc.title = legible(doc.title);
          doc.text = legible(doc.text);
          docs[doc.location] = doc;
        });
      } else if (message.type === 2) {
        asked.push(words(message.data));
        message = { type: 2, data: question(message.data) };
      }
      send.call(worker, message);
    };
    /* heard before the theme hears it: the answer is mended in place */
    worker.addEventListener('message', function (event) {
      var wanted;
      if (event.data.type !== 3 || !(wanted = asked.shift()) || !wanted.length) return;
      function holds(item) {
        var doc = docs[item.location] || {}, text = plain(doc.title) + '\n' + plain(doc.text);
        return wanted.every(function (word) { return text.indexOf(word) >= 0; });
      }
      event.data.data.items = event.data.data.items.map(function (page) {
        var held = page.filter(holds);
        if (!held.length) return held;
        return page.filter(function (item) { return item.location.indexOf('#') < 0 || held.indexOf(item) >= 0; });
      }).filter(function (page) { return page.length; });
      event.data.data.items.forEach(function (page) {
        page.forEach(function (item) {
          var doc = docs[item.location] || {};
          item.title = plain(doc.title);
          item.text = plain(item.text);
          wanted.forEach(function (word) {
            item.title = item.title.split(word).join('<mark>' + word + '</mark>');
            item.text = extract(plain(doc.text), word) || item.text;
          });
          item.text = '<p>' + item.text + '</p>';
          item.terms = {};
        });
      });
    });
    return worker;
  }

  function inFrame(url) {
    var worker = document.createDocumentFragment(); // an event target that every browser can make
    var frame = document.createElement('iframe');
    var waiting = [], inside;
    frame.hidden = true;
    frame.title = 'search';
    document.body.appendChild(frame);
    inside = frame.contentWindow;
    inside.document.open();
    inside.document.write('<!doctype html><title>search</title>');
    inside.document.close();
    function load(src) {
      return new Promise(function (done, failed) {
        var script = inside.document.createElement('script');
        script.src = new URL(src, location.href).href;
        script.onload = done;
        script.onerror = function () { failed(new Error('cannot load ' + src)); };
        inside.document.head.appendChild(script);
      });
    }
    /* what a worker sees: scripts one after the other, and its own way out */
    inside.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, src) {
        return before.then(function () { return load(src); });
      }, Promise.resolve());
    };
    inside.postMessage = function (data) {
      setTimeout(function () { worker.dispatchEvent(new MessageEvent('message', { data: data })); });
    };
    worker.postMessage = function (data) {
      if (waiting) { waiting.push(data); return; }
      setTimeout(function () { inside.dispatchEvent(new inside.MessageEvent('message', { data: data })); });
    };
    worker.terminate = function () { frame.remove(); waiting = []; };
    load(url).then(function () {
      var first = waiting;
      waiting = null;
      first.forEach(function (data) { worker.postMessage(data); });
    }, function (error) { worker.dispatchEvent(new ErrorEvent('error', { message: error.message })); });
    return worker;
  }

  var RealWorker = window.Worker;
  if (location.protocol === 'file:') {
    window.IFrameWorker = inFrame;
    window.Worker = function (url) { return mend(inFrame(url)); };
  } else if (RealWorker) {
    window.Worker = function (url, options) {
      var worker = new RealWorker(url, options);
      return /workers\/search\./.test(String(url)) ? mend(worker) : worker;
    };
    window.Worker.prototype = RealWorker.prototype;
  }
})();
