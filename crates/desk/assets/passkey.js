// Passkeys: asks the browser for one and sends its answer as a form. What the forms say stands in the page.
"use strict";
(function () {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const each = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const made = async function (asked) {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const options = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials: each(asked.excludeCredentials) };
    const { rawId, response } = await navigator.credentials.create({ publicKey: options });
    const transports = response.getTransports ? response.getTransports() : [];
    return [rawId, { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON), transports }];
  };

  const signed = async function (asked) {
    const options = { ...asked, challenge: bytes(asked.challenge), allowCredentials: each(asked.allowCredentials) };
    const { rawId, response } = await navigator.credentials.get({ publicKey: options });
    return [rawId, {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    }];
  };

  const WHY = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "address" };

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    const say = (which) => document.querySelectorAll("[data-said]").forEach((said) => (said.hidden = said.dataset.said !== which));
    let busy = false;
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      event.stopPropagation();
      if (busy) return;
      if (!window.PublicKeyCredential) return say("unable");
      busy = true;
      say("waiting");
      try {
        const asked = JSON.parse(form.dataset.options).publicKey;
        const [rawId, response] = await (form.dataset.passkey === "create" ? made(asked) : signed(asked));
        const id = text(rawId);
        form.elements.answer.value = JSON.stringify({ id, rawId: id, type: "public-key", response });
        form.submit();
      } catch (error) {
        say(WHY[error.name] || "unable");
        busy = false;
      }
    });
  });
})();
