// A code brought by a QR picture stands behind "#" and is never sent; it goes into the box and away.
"use strict";
(() => {
  const box = document.getElementById("code"), code = location.hash.slice(1).split(".")[0];
  if (!(box instanceof HTMLInputElement) || !code) return;
  box.value = code;
  history.replaceState(null, "", location.pathname);
})();
