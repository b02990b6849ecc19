// The workbench: what is typed is kept and drawn when the writer rests. All of it works without: the
// buttons "Lưu", "Xem trước" and "Chèn" do the same, one page at a time.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const REST = 600;
  // Somebody's other page is being drawn: what was typed is kept, and drawn when that is over.
  const BUSY = 2000;
  const said = form.querySelector("[data-draft-said]");
  const sheets = document.querySelector("[data-sheets]");
  const findings = document.querySelector("[data-findings]");
  const sound = document.querySelector("[data-sound]");
  let kept = said.textContent, timer = 0, asking = false, again = false, unsaved = false;

  const made = (name, words, set = {}) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    for (const [key, value] of Object.entries(set)) element.setAttribute(key, value);
    return element;
  };

  // Boxes grow with their text; how much room is left is said below them.
  const measure = (box) => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 4}px`;
    const most = Number(box.dataset.limit);
    const told = document.getElementById(`${box.id}-limit`);
    if (told && most) told.textContent = `${[...box.value].length.toLocaleString("vi")} trong ${most.toLocaleString("vi")} chữ cái.`;
  };
  form.querySelectorAll("textarea").forEach(measure);

  const pages = ({ title, pages: drawn, count, failure }) => {
    const section = made("section", "", { class: "sheet" });
    section.append(made("h3", title));
    if (failure) section.append(made("p", failure, { class: "sheet__failure" }));
    else section.append(made("p", drawn.length < count ? `${drawn.length} trang đầu trong ${count} trang` : `${count} trang`, { class: "quiet" }));
    drawn.forEach((source, index) => section.append(made("img", "", {
      src: source, width: 794, height: 1123, alt: `${title}, bản dự thảo, trang ${index + 1} trong ${count}`,
    })));
    return section;
  };
  const line = ({ must, words, target }) => {
    const item = made("li", "", { class: `finding--${must ? "must" : "should"}` });
    item.append(made("b", must ? "Phải sửa" : "Nên xem"), " ", target ? made("a", words, { href: `#${target}` }) : words);
    return item;
  };
  const show = (answer) => {
    sheets.replaceChildren(...answer.sheets.map(pages));
    findings.replaceChildren(...answer.findings.map(line));
    sound.hidden = answer.findings.length > 0;
  };

  // Chosen files travel with "Lưu" only: they need no second way.
  const typed = (look) => {
    const data = new FormData(form);
    if (look) data.set("do", "look");
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };
  const ask = async (look = false) => {
    if (asking) { again ||= !look; return; }
    asking = true;
    again = false;
    if (!look) unsaved = false;
    said.textContent = look ? "Đang dựng bản xem trước…" : "Đang lưu và dựng bản xem trước…";
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(look), redirect: "manual" });
      if (answer.type === "opaqueredirect") throw new Error("Phiên làm việc đã hết, chưa lưu được. Chữ bạn viết còn trên trang: đăng nhập lại ở thẻ khác rồi bấm Lưu.");
      const told = await answer.json();
      if (told.seen) form.elements.seen.value = told.seen;
      if (answer.ok) show(told);
      unsaved ||= !look && !told.seen;
      kept = told.kept || kept;
      said.textContent = told.said || kept;
      if (answer.status === 429) setTimeout(() => ask(true), BUSY);
    } catch (error) {
      unsaved ||= !look;
      said.textContent = error instanceof TypeError || error instanceof SyntaxError ? "Mất kết nối, chưa lưu được. Chữ bạn viết còn trên trang." : error.message;
    }
    asking = false;
    if (again) rest();
  };
  const rest = () => { clearTimeout(timer); timer = setTimeout(() => ask(), REST); };

  form.addEventListener("input", (event) => {
    unsaved = true;
    if (event.target.matches("textarea")) measure(event.target);
    if (!event.isComposing) rest();
  });
  form.addEventListener("compositionend", rest);
  form.addEventListener("submit", () => { unsaved = false; clearTimeout(timer); });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // A paragraph goes where the cursor stood last.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-into]");
    if (!button) return;
    event.preventDefault();
    const box = document.getElementById(button.dataset.into);
    const words = button.closest("li").querySelector("[data-offer]").textContent;
    box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Ctrl+S keeps the draft.
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.code !== "KeyS" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=do][value=save]"));
  });
  ask(true);
})();
