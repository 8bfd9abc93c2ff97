(function () {
  "use strict";
  var keys = document.getElementById("keys");
  if (!keys) { return; }
  keys.parentNode.hidden = false;
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.checked) { return; }
    var way = { j: "next", k: "prev" }[event.key.toLowerCase()];
    var link = way && document.querySelector("a[rel=" + way + "]");
    if (link) { location.href = link.href; }
  });
})();
