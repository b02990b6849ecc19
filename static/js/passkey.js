// Passkeys: a form marked data-passkey="get" or "create" fetches its question from data-ask, has the
// browser's key answer it, and is then sent like any other form. Without script, or where a browser
// knows no passkeys, the form stays hidden and the password does.
"use strict";
(() => {
  const read = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  if (!read) return;

  const question = async (form) => {
    const token = form.elements.csrf_token.value;
    const answer = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error("no question");
    return answer.json();
  };
  const answered = {
    get: async (asked) => navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
    }),
    create: async (asked) => navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked),
    }),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const said = form.querySelector("[data-passkey-said]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      said.textContent = "Đang chờ khóa của bạn…";
      try {
        const credential = await answered[form.dataset.passkey](await question(form));
        form.elements.credential.value = JSON.stringify(credential);
      } catch {
        said.textContent = "Chưa dùng được khóa: bạn đã hủy, khóa không hợp, hoặc hết thời gian. Thử lại.";
        return;
      }
      form.submit();
    });
  }
})();
