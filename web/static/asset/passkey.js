// Passkeys: asks the server for the options, the device for its answer, and
// sends that back. Shown only where the browser can do it.
(() => {
  const can = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  const post = async (path, body) => {
    const form = body instanceof URLSearchParams; // the browser names its type itself
    const response = await fetch(path, form ? { method: "POST", body } : { method: "POST", headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
    const data = await response.json();
    if (!response.ok) throw new Error(data.text);
    return data;
  };
  const ways = {
    async signin(box) {
      const options = await post("/inloggen/sleutel/begin");
      const key = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
      return post("/inloggen/sleutel/klaar?naar=" + encodeURIComponent(box.dataset.to), key.toJSON());
    },
    async add(box) {
      const [name, password] = [...box.querySelectorAll("input")].map((field) => field.value);
      const options = await post("/account/sleutel/begin", new URLSearchParams({ wachtwoord: password }));
      const key = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) });
      return post("/account/sleutel/klaar?naam=" + encodeURIComponent(name), key.toJSON());
    },
  };
  for (const box of document.querySelectorAll("[data-passkey]")) {
    if (!can) continue;
    box.hidden = false;
    const note = box.querySelector("[role=alert]");
    box.querySelector("button").addEventListener("click", async () => {
      note.hidden = true;
      try {
        location.assign((await ways[box.dataset.passkey](box)).to);
      } catch (problem) {
        // A DOMException is the browser's own; its text is in no language we choose.
        note.textContent = problem instanceof DOMException || !problem.message ? box.dataset.failed : problem.message;
        note.hidden = false;
      }
    });
  }
})();
