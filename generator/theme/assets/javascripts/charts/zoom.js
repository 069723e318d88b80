/* Zoom of a chart: by steps, back to the original size, and out to the height of the window. */
(function (charts) {
  "use strict";

  const STEPS = [50, 67, 80, 90, 100, 110, 125, 150, 200, 300];
  const SMALLEST = 25; // per cent, when the chart is fitted to the window

  charts.zoom = function (chart) {
    const { figure, box, bar, details, state } = chart;

    function zoom() {
      box.style.setProperty("--zoom", state.zoom / 100);
      const size = figure.querySelector("[data-do=size]");
      if (size) size.textContent = `${state.zoom} %`;
    }

    function step(by) {
      const place = STEPS.findIndex((step) => step >= state.zoom);
      state.zoom = STEPS[Math.min(STEPS.length - 1, Math.max(0, place + by))];
      zoom();
      chart.share();
    }

    /* Zoom out until the chart is as high as the window has room for. */
    function fit() {
      const high = chart.view.svg.getBoundingClientRect().height / (state.zoom / 100);
      const room = document.fullscreenElement ? box.clientHeight : innerHeight - chart.head() - bar.offsetHeight - (details.hidden ? 0 : details.offsetHeight);
      state.zoom = Math.max(SMALLEST, Math.min(100, Math.floor((room - 24) / high * 100)));
      zoom();
      chart.share();
      chart.scroll(box.getBoundingClientRect().top - chart.head() - bar.offsetHeight);
    }

    function original() {
      state.zoom = 100;
      zoom();
      chart.share();
    }

    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey || !bar) return;
      event.preventDefault();
      step(event.deltaY < 0 ? 1 : -1);
    }, { passive: false });

    return { show: zoom, step, fit, original };
  };
})((window.charts = window.charts || {}));
