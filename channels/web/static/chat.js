// Asks without reloading the page. Every form works without this file; it only adds streaming, copying and waiting.
"use strict";

const turns = document.getElementById("turns");
const live = document.getElementById("live");
const failed = "网络不通或者服务已停止，请稍后再试";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-ask]")) return;
  event.preventDefault();
  const fields = new FormData(form);
  if (event.submitter && event.submitter.name) fields.set(event.submitter.name, event.submitter.value);
  ask(fields);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
});

const question = document.getElementById("question");
if (question) {
  question.form.querySelector(".hint").hidden = false;
  question.addEventListener("keydown", (event) => {
    // Enter that ends a pinyin or wubi composition is no Enter.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    question.form.requestSubmit();
  });
}

let asking = false;

async function ask(fields) {
  const words = (fields.get("question") || "").trim();
  if (!words || asking) return;
  asking = true;
  setBusy(true);
  const pending = showPending(words);
  try {
    const response = await fetch("/ask/stream", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "text/event-stream" },
      credentials: "same-origin",
    });
    if (!response.ok) throw new Refused((await response.json()).detail);
    await follow(response.body, pending);
    afterAnswer(fields);
  } catch (error) {
    pending.turn.remove();
    say(error instanceof Refused ? error.message : failed, true);
  } finally {
    asking = false;
    setBusy(false);
  }
}

class Refused extends Error {}

async function follow(body, pending) {
  let finished = false;
  for await (const { name, data } of serverEvents(body)) {
    if (name === "status") pending.stage.textContent = data.stage;
    else if (name === "text") pending.text.append(data.piece);
    else if (name === "card") {
      finished = true;
      putCard(pending.turn, data);
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
  stage.textContent = "正在提交";
  head.append(stage);
  card.append(head, text);
  const asked = element("p", "question");
  asked.textContent = words;
  turn.append(asked, card);
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  say("正在查找相关条款");
  return { turn, stage, text };
}

function putCard(pending, data) {
  // The server's own template, escaped there; the policy of the page runs no script in it.
  const made = new DOMParser().parseFromString(data.html, "text/html").querySelector(".turn");
  pending.replaceWith(made);
  showCopyButtons(made);
  made.scrollIntoView({ block: "start" });
  if (document.activeElement === document.body) made.focus({ preventScroll: true });
  say(`已有答复：${made.querySelector(".label").textContent}`);
}

function afterAnswer(fields) {
  document.querySelector(".examples")?.remove();
  const intro = document.querySelector(".intro");
  if (intro) {
    const heading = element("h1", "visually-hidden");
    heading.textContent = "问答";
    intro.replaceWith(heading);
  }
  const form = document.getElementById("ask");
  form.querySelector("label[for=question]").textContent = "继续提问";
  form.querySelector(".error")?.remove();
  question.removeAttribute("aria-invalid");
  question.removeAttribute("aria-describedby");
  if (question.value.trim() === fields.get("question").trim()) question.value = "";
  if (fields.get("place")) form.elements.place.value = fields.get("place");
}

function setBusy(busy) {
  for (const button of document.querySelectorAll("form[data-ask] button")) {
    button.setAttribute("aria-disabled", String(busy));
  }
}

function say(words, isError = false) {
  const line = element("p", isError ? "error" : "visually-hidden");
  line.textContent = words;
  live.replaceChildren(line);
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
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
    text.closest("details").open = true;
    text.select();
    document.execCommand("copy");
  }
  const words = button.textContent;
  button.textContent = "已复制";
  say("已复制答复和依据");
  setTimeout(() => (button.textContent = words), 2000);
}

showCopyButtons(document);

// While models load, the page itself is asked again: it knows the stage, and when it is done it has no notice.
if (document.getElementById("loading")) {
  const timer = setInterval(async () => {
    const response = await fetch("/").catch(() => null);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const notice = document.getElementById("loading");
    const news = page.getElementById("loading");
    if (news) notice.replaceChildren(...news.childNodes);
    else {
      clearInterval(timer);
      if (question) notice.remove();
      else location.replace("/");
    }
  }, 1500);
}
