// Small help on citizens' pages. Every page works without it, and it stores nothing on the device.
"use strict";
(() => {
  document.querySelector("[data-focus]")?.focus();

  // Letters left, said aloud only when there are too many.
  for (const box of document.querySelectorAll("textarea[data-limit]")) {
    const line = document.getElementById(box.id + "-limit");
    const limit = Number(box.dataset.limit);
    const show = () => {
      const left = limit - Array.from(box.value).length;
      line.textContent = left < 0
        ? `Dài hơn ${(-left).toLocaleString("vi")} chữ cái. Viết ngắn lại.`
        : `Còn ${left.toLocaleString("vi")} chữ cái.`;
      line.classList.toggle("too-long", left < 0);
      line.setAttribute("aria-live", left < 0 ? "polite" : "off");
    };
    box.addEventListener("input", show);
    show();
  }

  // "Thoát nhanh": hide at once, then put another page in this one's place in the history.
  const door = document.querySelector("[data-leave]");
  if (door) {
    const leave = (event) => {
      event.preventDefault();
      document.documentElement.classList.add("leaving");
      document.title = "…";
      location.replace(door.href);
    };
    let presses = [];
    door.addEventListener("click", leave);
    document.addEventListener("keyup", (event) => {
      presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 3000) leave(event);
    });
  }
})();
