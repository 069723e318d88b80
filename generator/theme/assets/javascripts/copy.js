// Copies a citation or a provision's address. Without the script both can be selected as text.
(function () {
  "use strict";
  if (!navigator.clipboard && !document.execCommand) return;

  // The citations of a page about one provision: the first has the words of the buttons.
  var first = document.querySelector("dd > .citation[data-copy]");
  if (first) {
    document.querySelectorAll("dd > .citation").forEach(function (citation) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = first.dataset.copy;
      button.dataset.copied = first.dataset.copied;
      var name = citation.parentElement.previousElementSibling.textContent;
      button.setAttribute("aria-label", first.dataset.copy + ": " + name);
      citation.after(button);
    });
  }

  function copied(button) {
    var words = button.textContent;
    if (words === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(function () {
      button.textContent = words;
    }, 3000);
  }

  function byHand(text) {
    var field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done;
  }

  function copy(button) {
    var anchor = button.dataset.anchor;
    var cited = button.previousElementSibling;
    var text = anchor ? location.href.split("#")[0] + "#" + anchor : cited.href || cited.textContent;
    if (!navigator.clipboard) {
      if (byHand(text)) copied(button);
      return;
    }
    navigator.clipboard.writeText(text).then(
      function () {
        copied(button);
      },
      function () {
        if (byHand(text)) copied(button);
      }
    );
  }

  // The words of the page as Markdown. From disk a script may read no file, so the link stays alone.
  var twin = document.querySelector("a[data-copy][type='text/markdown']");
  if (twin && location.protocol !== "file:") {
    var control = document.createElement("button");
    control.type = "button";
    control.className = "copy";
    control.textContent = twin.dataset.copy;
    control.dataset.copied = twin.dataset.copied;
    twin.after(control);
    control.addEventListener("click", function (event) {
      event.stopPropagation();
      fetch(twin.href)
        .then(function (answer) {
          if (!answer.ok) throw new Error(answer.status);
          return answer.text();
        })
        .then(function (text) {
          if (navigator.clipboard) return navigator.clipboard.writeText(text);
          if (!byHand(text)) throw new Error("copy");
        })
        .then(
          function () {
            copied(control);
          },
          function () {
            location.href = twin.href;
          }
        );
    });
  }

  document.querySelectorAll("button.copy").forEach(function (button) {
    button.hidden = false;
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.copy");
    if (button) copy(button);
  });
})();
