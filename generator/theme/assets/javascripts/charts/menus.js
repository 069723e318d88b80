/* The panels of a chart's tools: one is open at a time; Escape or a press elsewhere closes it. */
(function (charts) {
  "use strict";

  charts.menus = function (figure) {
    const buttons = Array.from(figure.querySelectorAll("[aria-controls]"));
    const panel = (button) => document.getElementById(button.getAttribute("aria-controls"));

    function open(button) {
      buttons.forEach((other) => {
        const isOpen = other === button && !panel(other).classList.contains("open");
        panel(other).classList.toggle("open", isOpen);
        other.setAttribute("aria-expanded", String(isOpen));
      });
    }

    /* Close the open panel; returns whether one was open. */
    function close() {
      const button = buttons.find((one) => panel(one).classList.contains("open"));
      if (!button) return false;
      const hadFocus = panel(button).contains(document.activeElement);
      open(null);
      if (hadFocus) button.focus();
      return true;
    }

    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("[aria-controls], .chart__panel")) open(null);
    });
    return { open: (name) => open(figure.querySelector(`[data-do=${name}]`)), close };
  };

  /* Share the address of the view: by the device's own means on touch, else as a copy. */
  charts.shareAddress = function (button) {
    const first = button.dataset.words || (button.dataset.words = button.textContent);
    const say = (words) => {
      button.textContent = words;
      setTimeout(() => { button.textContent = first; }, 2500);
    };
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      navigator.share({ title: document.title, url: location.href }).catch(() => {});
    } else if (navigator.clipboard) {
      navigator.clipboard.writeText(location.href).then(() => say(button.dataset.done), () => say(button.dataset.else));
    } else say(button.dataset.else);
  };
})((window.charts = window.charts || {}));
