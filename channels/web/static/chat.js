// Talks without reloading the page. Every form works without this file; it only adds streaming, copying and waiting.
"use strict";

const turns = document.getElementById("turns");
const live = document.getElementById("live");
const box = document.getElementById("text");
const files = document.getElementById("files");
const failed = "网络不通或者服务已停止，请稍后再试。您写的还在";
const NEWS_MS = 15000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-turn]")) return;
  event.preventDefault();
  const fields = new FormData(form);
  if (event.submitter && event.submitter.name) fields.set(event.submitter.name, event.submitter.value);
  talk(fields);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
});

if (box) {
  box.form.querySelector(".hint").hidden = false;
  box.addEventListener("keydown", (event) => {
    // Enter that ends a pinyin or wubi composition is no Enter.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    box.form.requestSubmit();
  });
}

if (files) files.addEventListener("change", showFiles);

let talking = false;

async function talk(fields) {
  const words = (fields.get("choice") || fields.get("text") || "").trim();
  const chosen = fields.getAll("files").filter((file) => file.name);
  if ((!words && !chosen.length) || talking) return;
  const trouble = chosen.length ? fileTrouble() : "";
  if (trouble) return say(trouble, true);
  talking = true;
  setBusy(true);
  const pending = showPending(words || "（发来了材料）");
  try {
    const response = await fetch("/turn/stream", {
      method: "POST",
      body: fields,
      headers: { Accept: "text/event-stream" },
      credentials: "same-origin",
    });
    if (!response.ok) throw new Refused((await response.json()).detail);
    await follow(response.body, pending);
    if (chosen.length) clearFiles();
    if (!fields.get("choice") && box.value.trim() === words) box.value = "";
  } catch (error) {
    pending.turn.remove();
    say(error instanceof Refused ? error.message : failed, true);
  } finally {
    talking = false;
    setBusy(false);
  }
}

class Refused extends Error {}

async function follow(body, pending) {
  let finished = false;
  for await (const { name, data } of serverEvents(body)) {
    if (name === "status") pending.stage.textContent = data.stage;
    else if (name === "text") pending.text.append(data.piece);
    else if (name === "turn") {
      finished = true;
      putTurn(pending.turn, data);
    } else if (name === "error") throw new Refused(data.detail);
  }
  if (!finished) throw new Refused(failed);
}

async function* serverEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const name = lines.find((line) => line.startsWith("event: "));
      const data = lines.find((line) => line.startsWith("data: "));
      if (name && data) yield { name: name.slice(7), data: JSON.parse(data.slice(6)) };
    }
  }
}

function showPending(words) {
  const turn = element("article", "turn pending");
  const card = element("div", "card");
  const head = element("p", "card-head");
  const stage = element("strong", "label stage");
  const text = element("div", "answer-text");
  stage.textContent = "正在发送";
  head.append(stage);
  card.append(head, text);
  const asked = element("p", "question");
  asked.textContent = words;
  turn.append(asked, card);
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  say("正在看您说的话");
  return { turn, stage, text };
}

function parsed(html) {
  // The server's own templates, escaped there; the policy of the page runs no script in them.
  return new DOMParser().parseFromString(html, "text/html").body;
}

function putTurn(pending, data) {
  for (const old of turns.querySelectorAll(".choices")) old.remove();
  const made = parsed(data.html).querySelector(".turn");
  if (made) {
    const again = document.getElementById(made.id);
    if (again) again.remove();
    pending.replaceWith(made);
    showCopyButtons(made);
    made.scrollIntoView({ block: "start" });
    if (document.activeElement === document.body) made.focus({ preventScroll: true });
    say(`已有答复：${made.querySelector(".label").textContent}`);
  } else pending.remove();
  if (turns.dataset.conversation !== data.conversation) {
    turns.dataset.conversation = data.conversation;
    history.replaceState(null, "", `/c/${data.conversation}`);
  }
  if (document.querySelector(".intro")) afterFirst();
  putPlace(data.place);
  putAside(data);
  for (const field of document.querySelectorAll("input[name=conversation]")) field.value = data.conversation;
  for (const field of document.querySelectorAll("input[name=key]")) field.value = data.key;
  const strip = document.querySelector("#panel .strip");
  const asked = strip ? strip.dataset.asked : "";
  box.form.querySelector(".attach").open = ["evidence", "legal_document", "authorisation"].includes(asked);
  box.placeholder = strip ? box.dataset.inForm : box.dataset.free;
}

function putAside(data) {
  document.getElementById("panel").replaceChildren(...parsed(data.panel).childNodes);
  document.getElementById("cases").replaceChildren(...parsed(data.cases).childNodes);
}

// 按哪里的规定：一轮以后可能才知道，也可能换了地方。
function putPlace(html) {
  const fresh = parsed(html).firstElementChild;
  const shown = document.getElementById("place-hint");
  if (shown) shown.replaceWith(fresh);
  else box.form.querySelector(".options").prepend(fresh);
}

function afterFirst() {
  for (const old of document.querySelectorAll(".examples")) old.remove();
  const intro = document.querySelector(".intro");
  if (intro) {
    const heading = element("h1", "visually-hidden");
    heading.textContent = "对话";
    intro.replaceWith(heading);
  }
  box.form.querySelector("label[for=text]").textContent = "接着说";
  box.form.querySelector(".error")?.remove();
  box.removeAttribute("aria-invalid");
  box.removeAttribute("aria-describedby");
  const place = document.getElementById("place");
  if (place) {
    const options = place.closest(".options");
    place.closest(".option").remove();
    options.classList.add("bare");
  }
  document.querySelector(".again").hidden = false;
  startNews();
}

// 材料：选好就列出名字和大小，太大、太多当场说。
function showFiles() {
  const list = document.getElementById("chosen");
  list.replaceChildren(
    ...[...files.files].map((file) => {
      const line = element("li", file.size > Number(files.dataset.limit) ? "too-large" : "");
      line.textContent = `${file.name}（${size(file.size)}）`;
      return line;
    }),
  );
  list.hidden = !files.files.length;
  const trouble = fileTrouble();
  if (trouble) say(trouble, true);
  else live.replaceChildren();
}

function fileTrouble() {
  const limit = Number(files.dataset.limit);
  const large = [...files.files].find((file) => file.size > limit);
  if (files.files.length > Number(files.dataset.most)) return `一次最多发 ${files.dataset.most} 个文件，请分几次发`;
  if (large) return `“${large.name}”有 ${size(large.size)}，一个文件最多 ${size(limit)}。可以分成几份，或者拍成照片再发`;
  return "";
}

function clearFiles() {
  files.value = "";
  showFiles();
}

function size(bytes) {
  if (bytes >= 1048576) return `${(bytes / 1048576).toFixed(bytes % 1048576 ? 1 : 0)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

// 工作人员的答复和办件的通知：页面开着的时候，隔一会儿看一次。
let newsTimer = 0;

function startNews() {
  if (!newsTimer && turns && turns.dataset.conversation) newsTimer = setInterval(news, NEWS_MS);
}

async function news() {
  if (document.hidden || talking) return;
  const { conversation, after } = turns.dataset;
  const response = await fetch(`/c/${conversation}/news?after=${after || 0}`).catch(() => null);
  if (!response || !response.ok || talking || turns.dataset.conversation !== conversation) return;
  const data = await response.json();
  turns.dataset.after = data.after;
  const notes = [...parsed(data.notes).children].filter((note) => !document.getElementById(note.id));
  turns.append(...notes);
  if (notes.length) {
    notes[0].scrollIntoView({ block: "nearest" });
    say(`${notes[0].querySelector(".note-head").textContent.trim()}：有新的消息`);
  }
  const used = document.querySelector("#cases details[open], #cases :focus, #panel :focus");
  if (!used) putAside(data);
}

function setBusy(busy) {
  for (const button of document.querySelectorAll("form[data-turn] button")) {
    button.setAttribute("aria-disabled", String(busy));
  }
}

function say(words, isError = false) {
  const line = element("p", isError ? "error" : "visually-hidden");
  line.textContent = words;
  live.replaceChildren(line);
  if (isError) line.scrollIntoView({ block: "nearest" });
}

function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}

function showCopyButtons(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    const folded = text.closest("details");
    if (folded) folded.open = true;
    text.select();
    document.execCommand("copy");
  }
  const words = button.textContent;
  button.textContent = "已复制";
  say("已复制");
  setTimeout(() => (button.textContent = words), 2000);
}

showCopyButtons(document);
startNews();

// While models load, the page itself is asked again: it knows the stage, and when it is done it has no notice.
if (document.getElementById("loading")) {
  const timer = setInterval(async () => {
    const response = await fetch(location.pathname === "/turn" ? "/" : location.pathname).catch(() => null);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const notice = document.getElementById("loading");
    const fresh = page.getElementById("loading");
    if (fresh) notice.replaceChildren(...fresh.childNodes);
    else {
      clearInterval(timer);
      if (box) notice.remove();
      else location.reload();
    }
  }, 1500);
}
