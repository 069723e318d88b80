/* Search from disk. Browsers refuse web workers at `file:` addresses, so the search worker runs in a hidden frame.
   Material's worker looks for `IFrameWorker` in its parent to find its language files, and awaits `importScripts`. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  function load(frame, address) {
    return new Promise(function (resolve, reject) {
      const script = frame.contentDocument.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      frame.contentDocument.head.append(script);
    });
  }

  class IFrameWorker extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.srcdoc = "<!doctype html>";
      this.frame = frame;
      this.ready = new Promise(function (resolve) {
        frame.onload = resolve;
      }).then(() => this.start(new URL(address, location.href).href));
      document.body.append(frame);
    }

    start(address) {
      const inner = this.frame.contentWindow;
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = (...scripts) =>
        scripts.reduce((before, script) => before.then(() => load(this.frame, script)), Promise.resolve());
      return load(this.frame, address);
    }

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = window.Worker = IFrameWorker;
})();
