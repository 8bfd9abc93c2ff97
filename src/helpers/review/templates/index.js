(function () {
  "use strict";
  var get = function (id) { return document.getElementById(id); };
  var list = get("list"), body = list.tBodies[0], heads = Array.from(list.tHead.rows[0].cells);
  var states = Array.from(get("state").options).map(function (option) { return option.value; });
  var number = function (text) { return text === "—" ? -1 : Number(text); };

  var items = Array.from(body.rows).map(function (row, index) {
    return {
      row: row, index: index, text: row.cells[0].textContent.toLowerCase(), link: row.querySelector("a"),
      district: row.dataset.d, state: row.dataset.s, marks: (row.dataset.f || "").split(" "),
      year: row.cells[1].textContent, errors: number(row.cells[3].textContent), warnings: number(row.cells[4].textContent)
    };
  });
  var shown = items, drawn = 0;
  var FIRST = 100;

  // Thousands of rows take seconds to lay out, so only the first that fit stand in the page.
  function draw(number) {
    var rows = document.createDocumentFragment();
    shown.slice(drawn, number).forEach(function (item) { rows.appendChild(item.row); });
    body.appendChild(rows);
    drawn = Math.min(shown.length, number);
    get("more").hidden = drawn === shown.length;
    get("rest").textContent = "下面还有 " + (shown.length - drawn) + " 份。";
  }

  function redraw() {
    body.textContent = "";
    drawn = 0;
    draw(FIRST);
  }

  function fits(item, wanted) {
    return (!wanted.district || item.district === wanted.district)
      && (!wanted.year || item.year === wanted.year)
      && (!wanted.state || item.state === wanted.state || item.marks.indexOf(wanted.state) >= 0)
      && (!wanted.severity
        || (wanted.severity === "error" && item.errors > 0)
        || (wanted.severity === "warning" && item.warnings > 0)
        || (wanted.severity === "none" && item.errors === 0 && item.warnings === 0))
      && wanted.words.every(function (word) { return item.text.indexOf(word) >= 0; });
  }

  function filter() {
    var wanted = {
      district: get("district").value, year: get("year").value, state: get("state").value,
      severity: get("severity").value, words: get("search").value.toLowerCase().split(/\s+/).filter(Boolean)
    };
    shown = items.filter(function (item) { return fits(item, wanted); });
    redraw();
    get("count").textContent = "显示 " + shown.length + " / " + items.length + " 份";
    get("nothing").hidden = shown.length > 0;
  }

  function value(item, column, kind) {
    var text = item.row.cells[column].textContent;
    if (kind === "number") { return number(text); }
    return kind === "order" ? states.indexOf(item.state) : text;
  }

  function sort(column) {
    var head = heads[column], kind = head.dataset.sort;
    var up = head.getAttribute("aria-sort") !== (kind === "number" ? "descending" : "ascending");
    var rising = kind === "number" ? !up : up;
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    var keyed = items.map(function (item) { return { item: item, value: value(item, column, kind) }; });
    var collator = new Intl.Collator("zh-CN");
    keyed.sort(function (a, b) {
      var order = kind === "text" ? collator.compare(a.value, b.value) : a.value - b.value;
      return (rising ? order : -order) || a.item.index - b.item.index;
    });
    items = keyed.map(function (entry) { return entry.item; });
    filter();
  }

  function step(by) {
    var open = shown.filter(function (item) { return item.link; });
    if (!open.length) { return; }
    var row = document.activeElement.closest("tr");
    var at = open.findIndex(function (item) { return item.row === row; });
    var next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by));
    if (shown.indexOf(open[next]) >= drawn) { draw(shown.indexOf(open[next]) + FIRST); }
    open[next].link.focus();
    open[next].row.scrollIntoView({ block: "nearest" });
  }

  heads.forEach(function (head, column) {
    if (!head.dataset.sort) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", function () { sort(column); });
    head.textContent = "";
    head.appendChild(button);
  });
  ["district", "year", "state", "severity"].forEach(function (id) { get(id).addEventListener("change", filter); });
  get("search").addEventListener("input", filter);
  get("next").addEventListener("click", function () { draw(drawn + FIRST); });
  get("all").addEventListener("click", function () { draw(shown.length); });
  get("tools").addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.ctrlKey || event.altKey || event.metaKey || typing || !get("keys").checked) { return; }
    var key = event.key.toLowerCase();
    if (key === "j") { step(1); } else if (key === "k") { step(-1); } else if (key === "/") { get("search").focus(); } else { return; }
    event.preventDefault();
  });
  get("tools").hidden = !items.length;
  filter();
  document.documentElement.className = "ready";
})();
