// 法规原文页：复制条款的固定链接。没有脚本时，每条后面的 # 就是固定链接。
"use strict";

const told = document.createElement("p");
told.className = "copied no-print";
told.setAttribute("role", "status");
document.body.append(told);

function button(link, className, words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `${className} no-print`;
  made.textContent = words;
  made.addEventListener("click", () => copy(link.href));
  return made;
}

async function copy(address) {
  try {
    await navigator.clipboard.writeText(address);
    told.textContent = "链接已复制";
  } catch {
    told.textContent = address;
  }
  setTimeout(() => (told.textContent = ""), 4000);
}

for (const link of document.querySelectorAll(".article-number .permalink")) {
  const made = button(link, "copy-link", "复制链接");
  made.setAttribute("aria-label", link.title.replace("的固定链接", "：复制链接"));
  link.after(made);
}

const focused = document.querySelector(".focus");
if (focused) {
  const link = document.querySelector(".piece.target .permalink, .passage.target .permalink");
  if (link) focused.append(button(link, "copy-focus", "复制这一处的链接"));
}
