// Keys on the keyboard for what carries data-key; "?" lists them, and in that
// list they can be switched off. Without this script every page works the same.
(() => {
  const off = () => localStorage.getItem("keys") === "off";
  const typing = (e) => e.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");
  const word = (el) => {
    const label = el.labels && el.labels[0] ? el.labels[0] : el;
    const copy = label.cloneNode(true);
    copy.querySelectorAll("kbd, .visually-hidden").forEach((k) => k.remove());
    return copy.textContent.trim();
  };
  function list() {
    let box = document.getElementById("toetsen");
    if (box) { box.remove(); return; }
    box = document.createElement("dialog");
    box.id = "toetsen";
    const texts = document.body.dataset;
    const title = box.appendChild(document.createElement("h2"));
    title.textContent = texts.keysTitle;
    const dl = box.appendChild(document.createElement("dl"));
    const row = (key, text) => {
      const dt = dl.appendChild(document.createElement("dt"));
      dt.appendChild(document.createElement("kbd")).textContent = key;
      dl.appendChild(document.createElement("dd")).textContent = text;
    };
    document.querySelectorAll("[data-key]").forEach((el) => row(el.dataset.key, word(el)));
    row("?", texts.keysTitle);
    const toggle = box.appendChild(document.createElement("button"));
    toggle.className = "btn";
    toggle.textContent = off() ? texts.keysOn : texts.keysOff;
    toggle.addEventListener("click", () => { localStorage.setItem("keys", off() ? "on" : "off"); box.remove(); });
    const close = box.appendChild(document.createElement("button"));
    close.className = "btn primary";
    close.textContent = texts.keysClose;
    close.addEventListener("click", () => box.remove());
    document.body.appendChild(box);
    box.showModal();
    box.addEventListener("close", () => box.remove());
  }
  document.addEventListener("keydown", (e) => {
    const form = e.target.closest("form");
    const save = e.key === "Enter" && (e.ctrlKey || e.metaKey) && form && form.querySelector("[data-enter]");
    if (save) { e.preventDefault(); save.click(); return; }
    if (e.key === "Escape" && typing(e)) { e.target.blur(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    if (e.key === "?") { e.preventDefault(); list(); return; }
    if (off() || document.getElementById("toetsen")) return;
    const el = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
    if (!el) return;
    e.preventDefault();
    const folded = el.closest("details:not([open])");
    if (folded && el.tagName !== "SUMMARY") folded.open = true;
    if (el.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")) el.focus();
    else { el.focus(); el.click(); }
  });
})();
