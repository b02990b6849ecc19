// Keys for the officers' desk. They act only while focus is inside [data-desk], never in a text box,
// never while an input method is composing, and can be switched off (WCAG 2.1.4). Everything they do
// is a click on a link, a radio or a button that is there without them.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  // What to read first; on a form made for speed, its first box.
  const first = "[data-first] :is(input:checked, input:not([type=hidden], [type=radio]))";
  (document.querySelector("[data-focus]") ?? document.querySelector(first))?.focus();
  const said = document.querySelector("[data-said]");
  const say = (words) => { said.textContent = words; };

  // The sheet of keys and its switch. Only this choice is remembered on the machine.
  const sheet = document.getElementById("keys");
  const toggle = sheet.querySelector("[data-keys-switch]");
  let on = localStorage.getItem("keys") !== "off";
  const showSwitch = () => toggle.setAttribute("aria-pressed", on);
  toggle.addEventListener("click", () => {
    on = !on;
    localStorage.setItem("keys", on ? "on" : "off");
    showSwitch();
    say(on ? "Đã bật phím tắt" : "Đã tắt phím tắt");
  });
  showSwitch();
  sheet.querySelector("[data-keys-close]").addEventListener("click", () => sheet.close());
  for (const opener of document.querySelectorAll("[data-keys-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => sheet.showModal());
  }

  // How many rows are ticked.
  for (const count of document.querySelectorAll("[data-batch-count]")) {
    const form = count.closest("form");
    const show = () => { count.textContent = form.querySelectorAll("tbody :checked").length; };
    form.addEventListener("change", show);
    show();
  }

  // What is left of a time after which the page goes; without script the browser goes by itself.
  for (const left of document.querySelectorAll("[data-countdown]")) {
    const end = Date.now() + left.dataset.countdown * 1000;
    const show = () => {
      const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      left.textContent = `, còn ${Math.floor(seconds / 60)} phút ${seconds % 60} giây`;
      if (seconds === 0) location.replace(left.dataset.then);
    };
    show();
    setInterval(show, 1000);
  }

  // Ctrl+Enter sends the form one writes in; beside the queue the desk sees to it.
  const desk = document.querySelector("[data-desk]");
  document.addEventListener("keydown", (event) => {
    if (desk || event.isComposing || event.keyCode === 229 || event.code !== "Enter") return;
    if (!event.ctrlKey && !event.metaKey) return;
    const form = event.target.closest("form[data-commit]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  });
  if (!desk) return;
  const rows = [...desk.querySelectorAll("[data-row]")];
  const opened = rows.findIndex((row) => row.ariaCurrent === "true");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const cursor = () => (here() < 0 ? opened : here());
  const go = (index) => rows[Math.max(0, Math.min(rows.length - 1, index))]?.querySelector("a").focus();

  // The pane shows the open row: a key must not decide about it while another row has the cursor.
  const elsewhere = () => {
    const away = opened >= 0 && here() >= 0 && here() !== opened;
    if (away) say("Đơn này chưa mở. Nhấn Enter để mở trước.");
    return away;
  };
  const commit = (target) => {
    const form = target.closest("form[data-commit]") ?? desk.querySelector("form[data-commit]");
    if (form && !elsewhere()) form.requestSubmit();
  };
  const pick = (digit) => {
    const radio = desk.querySelector(`[data-key="${digit}"]`);
    if (!radio || elsewhere()) return;
    radio.click();
    say(radio.closest("label").innerText.replace(/^\d\s*/, ""));
  };
  const tick = () => {
    const box = rows[cursor()]?.querySelector("input[type=checkbox]");
    box?.click();
  };

  // A row opened by its address is where the keys go on; the first page begins at its top.
  if (opened >= 0 && new URLSearchParams(location.search).has("mo")) go(opened);

  // "Find another agency" leads to the box where its name is written.
  desk.addEventListener("change", ({ target }) => {
    if (target.matches("[name=unit][value=other]")) desk.querySelector("[name=agency]")?.focus();
  });

  const typing = (target) => target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
  const plain = {
    ArrowDown: () => go(cursor() + 1),
    ArrowUp: () => go(cursor() - 1),
    KeyJ: () => go(cursor() + 1),
    KeyK: () => go(cursor() - 1),
    KeyN: () => (desk.querySelector("[data-register]") ?? document.querySelector('a[href="/can-bo/nhan-don"]'))?.click(),
    Slash: () => desk.querySelector("[data-find]")?.focus(),
  };

  desk.addEventListener("keydown", (event) => {
    const { target, code } = event;
    if (event.isComposing || event.keyCode === 229 || sheet.open) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && code === "Enter") { event.preventDefault(); commit(target); return; }
    if (!on || typing(target) || command || event.altKey) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
    if (event.key === "?") sheet.showModal();
    else if (event.shiftKey) return;
    else if (digit) pick(digit[1]);
    else if (code === "Space" && !target.matches("input, button, summary")) tick();
    else if (plain[code] && !(target.type === "radio" && code.startsWith("Arrow"))) plain[code]();
    else return;
    event.preventDefault();
  });
})();
