/* Search without a server. A browser starts no worker from file://, so there the theme's search runs in a
   hidden frame instead. The theme looks for the name IFrameWorker to find its language files; its offline
   plugin looks for "iframe-worker" in this file's name. Over http nothing happens here. */
(function () {
  'use strict';
  if (location.protocol !== 'file:') return;
  function IFrameWorker(url) {
    var worker = document.createDocumentFragment(); // an event target that every browser can construct
    var frame = document.createElement('iframe');
    var waiting = [], inside;
    frame.hidden = true;
    frame.title = 'search';
    frame.setAttribute('aria-hidden', 'true');
    document.body.appendChild(frame);
    inside = frame.contentWindow;
    inside.document.open();
    inside.document.write('<!doctype html><title>search</title>');
    inside.document.close();
    function tell(target, data, view) {
      var event = new view.MessageEvent('message', { data: data });
      target.dispatchEvent(event);
      if (target === worker && typeof worker.onmessage === 'function') worker.onmessage(event);
    }
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
    inside.postMessage = function (data) { setTimeout(function () { tell(worker, data, window); }); };
    worker.postMessage = function (data) {
      if (waiting) waiting.push(data); else setTimeout(function () { tell(inside, data, inside); });
    };
    worker.terminate = function () { frame.remove(); waiting = []; };
    load(url).then(function () {
      var first = waiting;
      waiting = null;
      first.forEach(worker.postMessage);
    }, function (error) {
      var event = new Event('error');
      event.message = error.message;
      worker.dispatchEvent(event);
    });
    return worker;
  }
  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
