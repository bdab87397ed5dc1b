"""What the evaluation says to the person who runs it when something is wrong."""

from __future__ import annotations

from typing import Final

NO_FILE: Final = "找不到题集“{path}”，请检查路径；随附的题集在 evals/datasets/。"
NOT_JSON: Final = "题集 {name} 第 {line} 行不是合法的 JSON：{error}"
BAD_CASE: Final = "题集 {name} 第 {line} 行不合字段表（evals/datasets/README.md）：{error}"
EMPTY_DATASET: Final = "题集 {name} 没有题目。"
UNKNOWN_GOLD: Final = "题 {id} 的依据 {clause} 在法规库里不存在，请更正题目。"
NO_STYLE: Final = "提问库里没有语气“{style}”；现有：{styles}。"
NEEDS_TRAINING_DATA: Final = (
    "--retrain-style 要重新微调，请同时用 --data 给出训练数据目录，用 --work 给出存有 pretrained.npz 的目录。"
)
NO_PRETRAINED: Final = "目录 {path} 里没有 pretrained.npz；先运行 make train（第一部分完成即可），或者去掉 --work。"
NO_LEGAL_QA: Final = (
    "目录 {path} 里没有外部题集：要么是 legal_qa/corpus.jsonl.gz 和 legal_qa/train.jsonl，要么是 STARD、LeCoQA 发布的 "
    "corpus.jsonl（或 corpus.json）和 queries.json。题集不随项目发布，请用 --data 给出它所在的目录。"
)
NEEDS_DEVELOPMENT_PACKAGES: Final = (
    "评测要用开发依赖（缺 {name}）：请用 make eval、make ablation 或 make bench 运行，它们会自行安装。"
)
CHILD_FAILED: Final = "测量进程没有成功（退出码 {code}）：{error}"
SERVER_ENDED: Final = "被测的服务自己退出了（退出码 {code}），原因见上。"
SERVER_SILENT: Final = "被测的服务在 {seconds:.0f} 秒内没有就绪。"
SERVER_REFUSED: Final = "被测的服务没有答复提问（HTTP {code}）：{error}"
NO_SOURCE_TREE: Final = "这几页由测试源码生成，请在项目的源码目录里运行。"
NO_SCRIPTS: Final = "找不到公开的办事对话（tests/cases/dialogues），请在项目的源码目录里运行。"
NO_POSTGRESQL: Final = "本机不能启动 PostgreSQL（{error}）。请用 --database sqlite 只测 SQLite。"
WRITER_FAILED: Final = "一个写入进程没有成功，原因见上。"
FILINGS_MISSING: Final = "测完以后核对不符：办件数不对，或者审计链不连续。这一次的数字作废。"
DEADLINES_DIFFER: Final = "{start} 起 {days} 个工作日：本程序与 chinesecalendar（{other}）算得不同。这一次的数字作废。"
NO_RUN: Final = "找不到评测记录“{path}”，请检查路径；运行过的评测在 evals/reports/。"
NO_RUN_YET: Final = "evals/reports/ 里还没有评测记录；先运行 credit-assistant evals run。"
NOT_A_RUN: Final = "“{path}”不是 evals run 写的评测记录。"
OTHER_FORMAT: Final = "“{path}”是另一个版本的评测记录，请重新运行 credit-assistant evals run。"
NEEDS_EXTERNAL_DATA: Final = "external 要用外部题集，请用 --data 给出它所在的目录（内有 legal_qa/）；题集不随项目发布。"
ONE_SUITE_FOR_FILES: Final = "--dataset 要和恰好一个 --suite 一起用，才知道按哪一种题集来读。"
NO_VERDICTS: Final = "找不到判定文件“{path}”，请检查路径；引用核查台导出的是一行一条的 JSONL。"
BAD_VERDICT: Final = (
    "判定文件 {name} 第 {line} 条不合字段表（evals/datasets/README.md 的“判定”一节）：{error}。一条也没有导入。"
)
UNKNOWN_LIMIT: Final = "题 {id} 的期限 {limit} 在期限数据（credit_core/law）里不存在，请更正题目。"
NOT_YAML: Final = "题集 {name} 不是合法的 YAML 列表：{error}"
BAD_FAMILY: Final = "题集 {name} 的手法“{id}”不合字段表（evals/datasets/README.md）：{error}"
SAME_ATTEMPT: Final = "两次攻击相同：{one} 与 {other}，请改写或者删去一个。"
BAD_FILING: Final = "办事对话 {name} 第 {number} 段不合字段表（tests/cases/dialogues/README.md）：{error}"
BAD_SCRIPT: Final = "题集 {name} 第 {number} 段对话不合字段表（evals/datasets/README.md）：{error}"
OTHER_LAYOUT: Final = "外部题集 {name} 第 {number} 条不是认得的样子：每条要有 {fields}。"
UNKNOWN_ARTICLE: Final = "外部题集 {name} 的题 {id}：依据 {gold} 不在 {corpus} 里，请使用同一次发布的题目和条文。"
UNREADABLE: Final = "外部题集“{path}”读不出来，请重新下载：{error}"
SEALED: Final = "（封存的题，不显示原话）"
TOUCHED: Final = "共 {count} 题。"
